import sharp from 'sharp';

// Decoders are chosen by content from this list alone: no SVG, PDF or vendor formats, and no file
// paths, through which a picture could read its neighbours on the disk.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map(
    (format) => `VipsForeignLoad${format}Buffer`,
  ),
});
// No picture is decoded twice in a row, so a cache would only hold memory.
sharp.cache(false);
// Several pictures side by side use the cores better than several threads on one.
sharp.concurrency(1);

export { sharp };

/** Bounds one operation of libvips. */
export const operationTimeout = { seconds: 15 } as const;
