import type { ObjectHeader } from './object-store.ts';

const PRINTABLE = /^[\u0021-\u007e](?:[\u0020-\u007e]*[\u0021-\u007e])?$/;
const NAME = /^[a-z0-9][a-z0-9-]*$/;
/** S3 allows 2,048 bytes in all; the rest is for the mark of a conditional put (see s3.ts). */
const METADATA_BYTES = 1_984;
const FIELD_BYTES = 1_024;

type LooseHeader = {
  readonly [Field in keyof ObjectHeader]?: ObjectHeader[Field] | undefined;
};

/** A header without empty parts, so that every store gives back the same. */
export function headerFrom(loose: LooseHeader): ObjectHeader {
  return {
    contentType: loose.contentType ?? 'application/octet-stream',
    ...(loose.cacheControl && { cacheControl: loose.cacheControl }),
    ...(loose.contentLanguage && { contentLanguage: loose.contentLanguage }),
    ...(loose.metadata && hasAny(loose.metadata) && { metadata: loose.metadata }),
  };
}

/** `headerFrom` of a header to write; throws where S3 could not carry it. */
export function checkedHeader(header: ObjectHeader): ObjectHeader {
  checkField('contentType', header.contentType);
  if (header.cacheControl) checkField('cacheControl', header.cacheControl);
  if (header.contentLanguage) checkField('contentLanguage', header.contentLanguage);
  if (header.metadata) checkMetadata(header.metadata);
  return headerFrom(header);
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  let bytes = 0;
  for (const [name, text] of Object.entries(metadata)) {
    if (!NAME.test(name)) {
      throw new Error(`Bad metadata name ${JSON.stringify(name)}: use a to z, 0 to 9 and "-"`);
    }
    checkField(`metadata.${name}`, text, METADATA_BYTES);
    bytes += name.length + text.length;
  }
  if (bytes > METADATA_BYTES) {
    throw new Error(`Metadata of ${bytes} bytes is over the limit of ${METADATA_BYTES}`);
  }
}

function checkField(field: string, text: string, longest = FIELD_BYTES): void {
  if (text.length <= longest && PRINTABLE.test(text)) return;
  throw new Error(
    `Bad object header ${field}: it must be 1 to ${longest} printable ASCII characters ` +
      'without a space at either end; encode anything else, by encodeURIComponent for one',
  );
}

function hasAny(metadata: Readonly<Record<string, string>>): boolean {
  for (const _ in metadata) return true;
  return false;
}
