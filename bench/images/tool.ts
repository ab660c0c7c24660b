import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program is installed. */
export const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Where Debian's jemalloc is; `undefined` where it is not. */
export function jemalloc(): string | undefined {
  const folders = readdirSync('/usr/lib').map((name) => join('/usr/lib', name));
  return folders.map((folder) => join(folder, 'libjemalloc.so.2')).find((path) => existsSync(path));
}

/** Compiles a program of sides/ into the folder. Says why not, where it cannot be. */
export function compile(
  name: string,
  folder: string,
  libraries: readonly string[],
): { readonly program: string } | { readonly skipped: string } {
  const compiler = ['cc', 'gcc', 'clang'].find(isInstalled);
  if (compiler === undefined) return { skipped: 'no C compiler' };
  const program = join(folder, name);
  const source = `${import.meta.dirname}/sides/${name}.c`;
  const { status, stderr } = spawnSync(compiler, ['-O2', '-o', program, source, ...libraries]);
  if (status === 0) return { program };
  return { skipped: `${compiler}: ${stderr.toString().split('\n').find(Boolean) ?? 'failed'}` };
}

/** How to link against the libvips that sharp brings. */
export function librariesOfSharp(): readonly string[] {
  const scope = `${import.meta.dirname}/../../node_modules/@img`;
  const found = readdirSync(scope)
    .filter((name) => name.startsWith('sharp-libvips-linux'))
    .map((name) => join(scope, name, 'lib'))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.startsWith('libvips-cpp.so'))
        .map((file) => [join(folder, file), `-Wl,-rpath,${folder}`]),
    );
  return found[0] ?? [];
}
