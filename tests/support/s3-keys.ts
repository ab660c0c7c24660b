/** Of our own S3 server, which looks at no secret; those of a real one, where it is tested, stand. */
process.env.AWS_ACCESS_KEY_ID ??= 'test';
process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
