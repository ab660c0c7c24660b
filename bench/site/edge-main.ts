import { measureEdge } from './edge.ts';

/** `npm run bench:edge`: needs varnishd with its module xkey. */
console.log(JSON.stringify(await measureEdge(), null, 2));
