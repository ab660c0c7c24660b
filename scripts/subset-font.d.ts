declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'woff2' | 'woff' | 'truetype';
    readonly variationAxes?: Readonly<
      Record<string, { readonly min: number; readonly max: number; readonly default: number }>
    >;
  }
  /** Keeps the glyphs that the text needs, and what shapes them. */
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
