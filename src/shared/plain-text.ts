/** Whether a body holds no markup at all: then its lines, not its tags, are its structure. */
export const isPlainText = (body: string): boolean => !/<[a-z/!?]/i.test(body);
