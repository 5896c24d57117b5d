export interface WorkspacePackage {
  readonly name: string;
  readonly directory: string;
  readonly tag: string | undefined;
}
export function packagesOf(root: string): readonly WorkspacePackage[];
export function aggregatesOf(root: string): readonly string[];
export function fences(
  root: string,
): readonly { readonly files: readonly string[]; readonly ignores: readonly string[]; readonly rules: object }[];
