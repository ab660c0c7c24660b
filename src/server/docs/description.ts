import { z } from 'zod';
import { examples } from './examples.ts';
import { problemExamples } from './problem-examples.ts';
import { webhooks } from './webhooks.ts';

/** As much of OpenAPI 3.1 as we write and read again. */
const Content = z.record(
  z.string(),
  z.looseObject({
    schema: z.unknown().optional(),
    example: z.unknown().optional(),
    examples: z
      .record(z.string(), z.looseObject({ summary: z.string().optional(), value: z.unknown() }))
      .optional(),
  }),
);
const Operation = z.looseObject({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
      }),
    )
    .optional(),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string(), content: Content.optional() }),
  ),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
export type Operation = z.infer<typeof Operation>;
export const Description = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  webhooks: z.record(z.string(), z.record(z.string(), Operation)).default({}),
});
export type Description = z.infer<typeof Description>;

const PROBLEM = 'application/problem+json';

/** Adds to what the routes say of themselves: an example of each answer, and who may ask. */
export function withExamples(written: unknown): Description {
  const description = Description.parse(written);
  for (const [path, operations] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      addTo(operation, `${method.toUpperCase()} ${path}`);
    }
  }
  return Description.parse({ ...description, webhooks });
}

const formSchema = {
  type: 'object',
  properties: { story: { type: 'string', description: 'The story, in the source’s format' } },
  required: ['story'],
  additionalProperties: {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: 'A file: a picture of the story, which names it `cid:NAME`',
  },
};

function addTo(operation: Operation, name: string): void {
  const { request, answer, form } = examples[name] ?? {};
  operation.responses['500'] ??= {
    description: '`/problems/internal`: Something is broken on our side',
    content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  if (/ \/(v1|metrics)/.test(name)) operation.security = [{ token: [] }];
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    if (request !== undefined) media.example = request;
  }
  if (form !== undefined && operation.requestBody) {
    operation.requestBody.content['multipart/form-data'] = { schema: formSchema, example: form };
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response.description === 'Default Response') response.description = 'As asked';
    for (const [type, media] of Object.entries(response.content ?? {})) {
      if (type === PROBLEM) media.examples = problemExamples(Number(status));
      else if (answer !== undefined) media.example = answer;
    }
  }
}
