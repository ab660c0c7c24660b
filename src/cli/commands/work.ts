import { Argument, Command } from 'commander';
import { type StageName, stages } from '../../queues/route.ts';
import { asJson } from '../print-story.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import { configOf } from '../settings.ts';
import { sharedSettings } from '../shared-settings.ts';
import type { Terminal } from '../terminal.ts';

export const work = (terminal: Terminal): Command =>
  new Command('work')
    .description('work one or more stages of the route')
    .addArgument(new Argument('<stage...>', 'which stages').choices(stages))
    .option('--json', 'print one line of JSON when it takes jobs')
    .action(async (named: StageName[], { json }: { json?: boolean }) => {
      const config = configOf(terminal);
      const settings = sharedSettings(config);
      const working = [...new Set(named)];
      const [{ openServices }, { startWorkers }] = await Promise.all([
        import('../../shared/open-services.ts'),
        import('../../workers/start.ts'),
      ]);
      await runUntilStopped(config, async ({ shutdown, log }) => {
        const services = await openServices({ config, log, ...settings });
        shutdown.add(() => services.close());
        const workers = await startWorkers(working, services, settings.redisUrl);
        shutdown.add(() => workers.close());
        log.info({ stages: working }, 'working');
        if (json) terminal.print(asJson({ ready: true, stages: working }));
        // A parent waits for this, unless it has given up meanwhile.
        if (process.connected) process.send?.({ ready: true });
      });
    });
