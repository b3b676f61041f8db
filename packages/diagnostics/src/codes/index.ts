// One file a family; importing this file completes the registry of `allDiagnostics`.
export {};
