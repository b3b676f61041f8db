import { defineDiagnostic } from '../define.ts';

export const fileTooLarge = defineDiagnostic<{ bytes: number; limit: number }>({
  code: 'FS001',
  severity: 'error',
  title: 'File too large',
  message: (p) => `The file has ${p.bytes} bytes; a manifest or a query may have ${p.limit}.`,
  help: () => 'Move data out of the repository, or split the product.',
  why: 'Manifests are written by people. A file of megabytes is data in the wrong place, or an attack on the reader.',
});

export const notUtf8 = defineDiagnostic<{ encoding: string | undefined }>({
  code: 'FS002',
  severity: 'error',
  title: 'File is not UTF-8',
  message: (p) =>
    p.encoding === undefined
      ? 'The file holds bytes that are not UTF-8.'
      : `The file is written in ${p.encoding}; only UTF-8 is read.`,
  help: () => 'Save it as UTF-8.',
  why: 'A guess at the encoding would change names and values silently.',
});

export const nulByte = defineDiagnostic({
  code: 'FS003',
  severity: 'error',
  title: 'NUL byte in the file',
  message: () => 'The file holds a NUL byte, so it is not a text.',
  help: () => 'Remove the byte, or the file if it is binary.',
  why: 'Programs written in C end a text at its first NUL byte: what is checked and what is run could differ.',
});

export const symbolicLink = defineDiagnostic({
  code: 'FS004',
  severity: 'error',
  title: 'Symbolic link',
  message: () => 'This is a symbolic link; what it points to is not read.',
  help: () => 'Put the file itself here.',
  why: "A link could bring a file from outside the repository, or another tenant's, into this tenant's folder.",
});

export const notRegularFile = defineDiagnostic<{ what: string }>({
  code: 'FS005',
  severity: 'error',
  title: 'Not a regular file',
  message: (p) => `This is ${p.what}, not a file.`,
  help: () => 'Remove it.',
  why: 'Reading a pipe or a device may wait for ever.',
});

export const unreadableFile = defineDiagnostic<{ reason: string }>({
  code: 'FS006',
  severity: 'error',
  title: 'Cannot be read',
  message: (p) => `It cannot be read: ${p.reason}.`,
  help: () => 'Check its permissions.',
  why: 'A repository that is read in part would plan the removal of what could not be read.',
});

export const unusableName = defineDiagnostic<{ shown: string; reason: string }>({
  code: 'FS007',
  severity: 'error',
  title: 'Unusable file name',
  message: (p) => `The name ${p.shown} ${p.reason}.`,
  help: () => 'Rename it.',
  why: 'Names stand in reports, plans and shell commands. A name that looks like another one, or ends a line, misleads there.',
});

export const collidingNames = defineDiagnostic<{ other: string }>({
  code: 'FS008',
  severity: 'error',
  title: 'Names that collide',
  message: (p) => `The name differs from \`${p.other}\` only in case or in how its letters are composed.`,
  help: () => 'Rename one of the two.',
  why: 'On macOS and Windows the two are one file, so a checkout there holds another repository than this one.',
});

export const tooManyFiles = defineDiagnostic<{ what: 'files' | 'bytes'; limit: number }>({
  code: 'FS009',
  severity: 'error',
  title: 'Repository too large',
  message: (p) => `The repository holds more than ${p.limit} ${p.what}; the rest was not read.`,
  help: () => 'Move data out of it, or split it.',
  why: 'A limit keeps a mistake, such as a committed data set, from exhausting the memory of every run.',
});

export const foldersTooDeep = defineDiagnostic<{ limit: number }>({
  code: 'FS010',
  severity: 'error',
  title: 'Folders nested too deeply',
  message: (p) => `Folders are nested more than ${p.limit} levels deep; what is below this one is not read.`,
  help: () => 'Move it up.',
  why: 'Paths have a length limit in every operating system.',
});

export const submodule = defineDiagnostic({
  code: 'FS011',
  severity: 'error',
  title: 'Git submodule',
  message: () => 'This is a git submodule; what it points to is not read.',
  help: () => 'Put the files themselves here.',
  why: 'What a submodule holds is decided in another repository, without the review of this one.',
});

export const wrongExtension = defineDiagnostic<{ path: string }>({
  code: 'FS012',
  severity: 'error',
  title: 'Wrong file extension',
  message: () => 'Manifests end in `.yaml`; this file is not read.',
  help: (p) => `Rename it to \`${p.path}\`.`,
  why: 'With two extensions a product could have two manifests of one kind.',
});

export const noRepository = defineDiagnostic({
  code: 'FS101',
  severity: 'error',
  title: 'Not an akili repository',
  message: () => 'There is no `akili.yaml` here, so the platform and its environments are not known.',
  help: () =>
    'Run the command in the top folder of the repository, name it with `--root`, or begin one with `akili init`.',
  why: 'The file marks the top of a repository and says which engines there are.',
});

export const unknownGitRef = defineDiagnostic<{ ref: string; reason: string }>({
  code: 'FS102',
  severity: 'error',
  title: 'Unknown git ref',
  message: (p) => `\`${p.ref}\` cannot be read from git: ${p.reason}.`,
  help: () => 'Name a branch, a tag or a commit. In CI, fetch the history (`fetch-depth: 0`).',
  why: 'What changed can only be said against a commit that is there.',
});
