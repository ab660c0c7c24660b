import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { faultsOf } from '../../shared/formats/faults.ts';
import { Invalid } from '../../shared/formats/format.ts';
import { ListContent, ListName } from '../../shared/lists/term-list.ts';
import { Reason } from '../api/reason.ts';
import { StoryParams } from '../api/story-answer.ts';
import { mayActAs } from '../people/roles.ts';
import { ProblemError } from '../problems.ts';

const Numbers = z.array(z.coerce.number().int().nonnegative()).max(500);

/** What a reviewer decides on the page of a story. */
const DecisionForm = z.object({
  revision: z.coerce.number().int().nonnegative(),
  do: z.enum(['release', 'repair', 'preview', 'reject']),
  reason: z.string().trim().max(2000).default(''),
  cut: Numbers,
  falseAlarm: Numbers,
});
export type DecisionForm = z.infer<typeof DecisionForm>;

const TermForm = z.object({
  term: ListContent.shape.terms.element,
  list: ListName,
  reason: Reason,
});
const ReasonForm = z.object({ reason: Reason });

/** Bytes of a form with a list: its most terms, in letters that a form writes as %XX. */
export const LIST_FORM_BYTES = 8 * 1024 * 1024;

/** A list as it stands in the form, sound or not: nothing that was typed is refused here. */
const ListForm = z.object({
  do: z.enum(['save', 'test', 'try']),
  text: z.string(),
  /** Of the list that was read; empty for a new one. */
  etag: z.string().max(200).default(''),
  /** Of a new list. */
  name: z.string().default(''),
  reason: z.string().default(''),
  last: z.string().default('200'),
  sample: z.string().default(''),
});
export type ListForm = Readonly<z.infer<typeof ListForm>>;

export const listFormIn = ({ body }: FastifyRequest): ListForm =>
  parsed(ListForm, Object.fromEntries(formOf(body)));

export const decisionIn = ({ body }: FastifyRequest): DecisionForm => {
  const form = formOf(body);
  const lists = { cut: form.getAll('cut'), falseAlarm: form.getAll('false') };
  return parsed(DecisionForm, { ...Object.fromEntries(form), ...lists });
};
export const termIn = ({ body }: FastifyRequest) =>
  parsed(TermForm, Object.fromEntries(formOf(body)));
export const reasonIn = ({ body }: FastifyRequest): string =>
  parsed(ReasonForm, Object.fromEntries(formOf(body))).reason;

/** What the address names: what is not of its form is not there. Throws the problem `not-found`. */
export function namedIn<T>({ params }: FastifyRequest, schema: z.ZodType<T>): T {
  const named = schema.safeParse(params);
  if (named.success) return named.data;
  throw new ProblemError('not-found', 'There is nothing of that name.');
}

/** The story that the address names. Throws the problem `not-found`. */
export const storyIdIn = (request: FastifyRequest): string => namedIn(request, StoryParams).id;

/** Whether who asks may decide about stories. */
export const mayDecide = ({ person }: FastifyRequest): boolean =>
  person !== null && mayActAs(person.role, 'editor');

/** Each field once: the last of several of a name. */
export const formFields = ({ body }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(formOf(body));

/** All values of a field, such as boxes that are ticked. */
export const formList = ({ body }: FastifyRequest, name: string): string[] =>
  formOf(body).getAll(name);

function formOf(body: unknown): URLSearchParams {
  if (body instanceof URLSearchParams) return body;
  throw new ProblemError('unsupported-media-type', 'Send this as a form.');
}

/** Throws Invalid. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Invalid(faultsOf(result.error, value));
}
