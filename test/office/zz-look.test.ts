import { writeFile } from 'node:fs/promises';
import { it } from 'vitest';
import { openReportOffice, row, when, DOSSIERS, builtIn } from '../support/report-office.ts';
import { loadConsolidated } from '../../office/exports/consolidated.ts';
import { exportFile } from '../../exports/consolidated/files.ts';
import { setCells, declareNothing } from '../../office/reports/draft.ts';
import { replaceNarrative } from '../../office/reports/narrative.ts';
import { submitReport } from '../../office/reports/submit.ts';
import { installForm } from '../../office/reports/forms.ts';
import { makeBusy } from '../support/busy-office.ts';
it('looks', async () => {
  const office = await openReportOffice([
    { code: 'ks-appendix-1', duty: 'field', agencyIds: null as never },
    { code: 'ks-appendix-3', duty: 'own', levels: ['district'], kinds: ['specialised'] },
    { code: 'ks-appendix-6', duty: 'own', levels: ['commune'], kinds: ['committee'] },
  ].map(({agencyIds, ...rest}: any) => rest));
  const send = async (agency: string, words: any, moment: string, told: [string,string][] = []) => {
    const id = await office.report(`${agency} 2023-Q1 own`);
    const clerk = await office.person(`dm-${agency}`);
    const at = when(moment);
    await office.tx(async (tx) => {
      if (words) await setCells(tx, id, 'ks-appendix-6', row(agency, words), clerk, at);
      else for (const k of ['r1','r2','r3']) await setCells(tx, id, 'ks-appendix-3', [{row:k,column:'province',text:''},{row:k,column:'district',text:'3'},{row:k,column:'commune',text:'2'}], clerk, at);
      for (const [s,t] of told) await replaceNarrative(tx, id, s, t.split('\n\n'), clerk, at);
      console.log(agency, JSON.stringify(await submitReport(tx, id, clerk, at)).slice(0,300));
    });
  };
  await send('xa-chau-hung', DOSSIERS, '2023-03-06', [['procedures.results','Đã niêm yết công khai 164 TTHC tại bộ phận một cửa.\n- Tổ chức 02 buổi tuyên truyền.\n- Phát 300 tờ rơi.'],['procedures.difficulties','Phần mềm một cửa thường xuyên bị lỗi.'],['general.proposals','Đề nghị tập huấn thêm về chữ ký số.'],['procedures.next','Tiếp tục rà soát TTHC.'],['procedures.causes','Đường truyền yếu.']]);
  await send('xa-lam-tan', { ...DOSSIERS, received_new: '76', agreed_early: '55', agreed_late:'10' }, '2023-03-09');
  await send('tu-phap', null, '2023-03-06', [['institutions.results','Rà soát 12 văn bản quy phạm pháp luật, kiến nghị bãi bỏ 02 văn bản <b>&amp;</b>.'],['steering.results','Ban hành Kế hoạch số 12/KH-UBND ngày 02/02/2023.']]);
  await makeBusy(office as never);
  const values = await office.tx(async (tx) => loadConsolidated(tx, {periodId: await office.period('2023-Q1'), rootAgencyId: await office.agency('ubnd-huyen')}, when('2023-03-12')));
  if (!values) throw new Error('none');
  for (const [k, f] of [['report','docx'],['appendix','xlsx'],['progress','xlsx'],['progress','docx']] as const) {
    const file = await exportFile(k, f, values);
    console.log(file.name, file.open, file.bytes.byteLength);
    await writeFile(`/tmp/look-${k}.${f}`, file.bytes);
  }
  await office.end();
}, 60000);
