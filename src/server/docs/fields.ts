import { z } from 'zod';
import type { Description } from './description.ts';

const Schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type Schema = z.infer<typeof Schema>;

const Components = z.looseObject({
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** The fields of a body, or of each item of one. */
export function fieldsOf(schema: unknown, description: Description): Field[] {
  const read = (written: unknown): Schema => resolved(written, description);
  const body = read(schema);
  const { properties = {}, required = [] } = body.items === undefined ? body : read(body.items);
  return Object.entries(properties).map(([name, written]) => {
    const field = read(written);
    return {
      name,
      type: typeOf(field, read),
      required: required.includes(name),
      description: field.description ?? '',
    };
  });
}

function resolved(written: unknown, description: Description): Schema {
  const schema = Schema.parse(written ?? {});
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return schema;
  return Schema.parse(Components.parse(description).components.schemas[name] ?? {});
}

function typeOf(field: Schema, read: (written: unknown) => Schema): string {
  if (field.enum !== undefined) return field.enum.map(String).join(' | ');
  if (field.anyOf !== undefined) {
    return [...new Set(field.anyOf.map((one) => typeOf(read(one), read)))].join(' or ');
  }
  if (field.items !== undefined) return `array of ${typeOf(read(field.items), read)}`;
  return [field.type ?? 'anything'].flat().join(' or ');
}
