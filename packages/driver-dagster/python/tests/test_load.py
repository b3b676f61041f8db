from __future__ import annotations

import datetime
import uuid

import pytest

from akili_dagster.load import converted, load_input, mode_of
from akili_dagster.manifest import Input
from akili_dagster.sources import SourceError
from conftest import World, document_of, lay_out, only_asset

COLUMNS = ("product_id", "product_name", "category", "unit_cost", "updated_at")


def products(**changes: object) -> Input:
    entry = next(one for one in document_of("acme-corp")["assets"][0]["inputs"] if one["name"] == "products")
    return Input.model_validate({**entry, **changes})


def row(number: int, name: str, day: int) -> tuple[object, ...]:
    return (number, name, "tools", 1, datetime.datetime(2026, 1, day))


def prepared(world: World, *rows: tuple[object, ...]) -> Input:
    head, asset = only_asset(document_of("acme-corp"))
    lay_out(world, head, asset)
    world.tables["public.products"] = (COLUMNS, list(rows))
    return products()


def load(world: World, source: Input, last: str | None) -> tuple[str, int, str | None]:
    runtime = world.runtime()
    head, _ = only_asset(document_of("acme-corp"))
    mode = mode_of(source, "refuse")
    done = load_input(source, mode, world.engine, lambda: runtime.open_source(head.connections[0]), last)
    return done.mode, done.rows, done.cursor


def names(world: World, source: Input) -> list[tuple[object, object]]:
    return [(one[0], one[1]) for one in world.rows(source.table)]


def test_a_first_load_is_whole_and_says_how_far_it_came(world: World) -> None:
    source = prepared(world, row(1, "saw", 1), row(2, "axe", 3))
    assert load(world, source, None) == ("incremental", 2, "2026-01-03 00:00:00")
    assert names(world, source) == [(1, "saw"), (2, "axe")]


def test_the_next_load_takes_what_is_new_and_replaces_what_changed(world: World) -> None:
    source = prepared(world, row(1, "saw", 1), row(2, "axe", 3))
    load(world, source, None)
    world.tables["public.products"] = (COLUMNS, [row(1, "saw", 1), row(2, "adze", 4), row(3, "file", 5)])
    assert load(world, source, "2026-01-03 00:00:00") == ("incremental", 2, "2026-01-05 00:00:00")
    assert names(world, source) == [(1, "saw"), (2, "adze"), (3, "file")]


def test_loading_the_last_value_again_doubles_nothing(world: World) -> None:
    source = prepared(world, row(1, "saw", 1), row(2, "axe", 3))
    load(world, source, None)
    assert load(world, source, "2026-01-03 00:00:00") == ("incremental", 1, "2026-01-03 00:00:00")
    assert names(world, source) == [(1, "saw"), (2, "axe")]


def test_nothing_new_keeps_the_cursor(world: World) -> None:
    source = prepared(world, row(1, "saw", 1))
    load(world, source, None)
    world.tables["public.products"] = (COLUMNS, [])
    assert load(world, source, "2026-01-01 00:00:00") == ("incremental", 0, "2026-01-01 00:00:00")
    assert names(world, source) == [(1, "saw")]


def test_a_table_that_was_emptied_is_loaded_whole(world: World) -> None:
    source = prepared(world, row(1, "saw", 1), row(2, "axe", 3))
    assert load(world, source, "2026-01-03 00:00:00") == ("incremental", 2, "2026-01-03 00:00:00")


def test_a_full_load_forgets_what_is_gone(world: World) -> None:
    prepared(world, row(1, "saw", 1), row(2, "axe", 3))
    source = products(strategy="full_refresh", cursor=None)
    load(world, source, None)
    world.tables["public.products"] = (COLUMNS, [row(2, "axe", 3)])
    assert load(world, source, None) == ("full", 1, None)
    assert names(world, source) == [(2, "axe")]


def test_a_source_that_breaks_in_the_middle_leaves_the_table_as_it_was(world: World) -> None:
    source = prepared(world, row(1, "saw", 1))
    load(world, source, None)
    world.tables["public.products"] = (COLUMNS, [row(2, "axe", 3), ("no number", "x", "y", 1, None)])
    with pytest.raises(world.engine.errors):
        load(world, source, None)
    assert names(world, source) == [(1, "saw")]
    left = world.database.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%loading'").fetchall()
    assert left == []


def test_cdc_is_refused_with_the_way_out() -> None:
    with pytest.raises(SourceError) as raised:
        mode_of(products(strategy="cdc"), "refuse")
    assert str(raised.value) == (
        "The input `products` asks for `cdc`, which akili-dagster does not do yet. Write `strategy: incremental` or "
        "`full_refresh` in inputs.yaml, or set `compute: { cdc: incremental }` in akili.yaml to load such inputs by "
        "their cursor; rows deleted at the source then stay."
    )
    assert mode_of(products(strategy="cdc"), "incremental") == "incremental"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"strategy": "file_watch"}, "asks for `file_watch`, which akili-dagster does not do yet"),
        ({"cursor": None}, "names no `cursor_field`"),
        ({"primaryKey": []}, "has no key in the connection's schema"),
    ],
)
def test_what_cannot_be_loaded_by_a_cursor_says_why(changes: dict[str, object], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        mode_of(products(**changes), "refuse")


def test_values_come_as_every_engine_takes_them() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    some = uuid.UUID("6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d")
    rows = iter([[datetime.datetime(2026, 1, 1, 1, tzinfo=zone), some, {"b": 1, "a": None}, None]])
    assert list(converted(rows, ["timestamp", "uuid", "json", "json"])) == [
        [datetime.datetime(2025, 12, 31, 23), str(some), '{"a": null, "b": 1}', None]
    ]
