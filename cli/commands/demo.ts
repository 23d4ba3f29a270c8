import { Command } from 'commander';
import { startApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { DEMO_MOMENT, loadDemo } from '../../demo/load.ts';
import { createLog } from '../../log.ts';
import { openStore } from '../../store.ts';
import { untilStopped } from '../until-stopped.ts';

/** `tiendo demo`: Thạnh Trị district in 2023, in the simulator. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('rehearse with the real plan of Thạnh Trị 2023 on a local web page')
    .action(async () => {
      const level = process.env.LOG_LEVEL ?? 'warn';
      const config = readConfig({ ...process.env, SIMULATOR: '1', LOG_LEVEL: level });
      const log = createLog(config.logLevel);
      console.error('Tiến Độ: đang chuẩn bị cơ sở dữ liệu và dữ liệu mẫu Thạnh Trị 2023…');
      const store = await openStore(config, log);
      const loaded = await loadDemo(store.database.db, config.timeZone);
      const app = await startApp(config, log, { store, firstMoment: DEMO_MOMENT });
      console.error(
        loaded
          ? 'Đã nạp: tổ chức, kế hoạch 07/KH-UBND và chế độ báo cáo năm 2023.'
          : 'Tiếp tục từ lần trước.',
      );
      console.log(`Mở trình duyệt tại ${app.address.replace('127.0.0.1', 'localhost')}`);
      await untilStopped(app);
    });
}
