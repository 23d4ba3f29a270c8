import { describe, expect, it } from 'vitest';
import { readAgencies } from '../../imports/agencies-table.ts';
import { readPeople } from '../../imports/people-table.ts';
import { readTable } from '../../imports/table.ts';
import type { Table } from '../../imports/table-shape.ts';
import { demoFile, demoRows } from '../core/organisation/fixtures.ts';

async function csv(lines: readonly string[]): Promise<Table> {
  const bytes = Buffer.from(lines.join('\n'), 'utf8');
  const result = await readTable({ name: 'x.csv', bytes });
  if (!result.ok) throw new Error(result.problem.code);
  return result.table;
}

async function problemsOfAgencies(...lines: string[]) {
  const read = readAgencies(
    await csv(['code,name,level,kind,parent,sets,valid_from,valid_to', ...lines]),
  );
  return read.ok ? [] : read.problems;
}

describe('readAgencies', () => {
  it('reads Vietnamese headers and words, sets in the same file, and puts parents first', async () => {
    const table = await csv([
      'Kiểu dòng;Mã;Tên cơ quan;Tên viết tắt;Tên khác;Cấp;Loại;Trực thuộc;Nhóm;Từ ngày;Đến ngày',
      ';nv;Phòng Nội vụ;;Nội vụ|PNV;Huyện;Cơ quan chuyên môn;h;phong;1/3/2008;30/06/2025',
      ';h;UBND huyện;UBND;;huyện;UBND;;;;',
      'nhóm;phong;Các phòng;;Phòng, ban;;;;;;',
    ]);
    expect(readAgencies(table)).toEqual({
      ok: true,
      agencies: [
        {
          line: 3,
          code: 'h',
          name: 'UBND huyện',
          shortName: 'UBND',
          aliases: [],
          level: 'district',
          kind: 'committee',
          parentCode: null,
          setCodes: [],
          validFrom: null,
          validTo: null,
        },
        {
          line: 2,
          code: 'nv',
          name: 'Phòng Nội vụ',
          shortName: 'Phòng Nội vụ',
          aliases: ['Nội vụ', 'PNV'],
          level: 'district',
          kind: 'specialised',
          parentCode: 'h',
          setCodes: ['phong'],
          validFrom: '2008-03-01',
          validTo: '2025-06-30',
        },
      ],
      sets: [{ line: 4, code: 'phong', name: 'Các phòng', aliases: ['Phòng, ban'] }],
    });
  });

  it('tells every bad row by its line', async () => {
    expect(
      await problemsOfAgencies(
        'a,A,làng,committee,,,,',
        'b,B,district,constructor,,,,',
        'c,,district,committee,,,,',
        'd,D,district,committee,zz,,,',
        'd,E,district,committee,,nhóm,,',
        'f,F,district,committee,,,30/2/2023,',
        'g,G,district,committee,,,2023-02-01,2023-01-01',
      ),
    ).toEqual([
      { code: 'unknown_level', line: 2, value: 'làng' },
      { code: 'unknown_kind', line: 3, value: 'constructor' },
      { code: 'missing_value', line: 4, column: 'name' },
      { code: 'bad_date', line: 7, column: 'validFrom', value: '30/2/2023' },
      { code: 'dates_reversed', line: 8 },
      { code: 'duplicate_code', line: 6, value: 'd', firstLine: 5 },
      { code: 'parent_not_found', line: 5, value: 'zz' },
      { code: 'set_not_found', line: 6, value: 'nhóm' },
    ]);
  });

  it('finds a ring of parents', async () => {
    expect(
      await problemsOfAgencies(
        'a,A,district,committee,b,,,',
        'b,B,district,committee,c,,,',
        'c,C,district,committee,b,,,',
      ),
    ).toEqual([{ code: 'cycle', line: 3, codes: ['b', 'c'] }]);
  });

  it('accepts parents and sets that exist already', async () => {
    const table = await csv(['code,name,level,kind,parent,sets', 'a,A,commune,committee,h,xa']);
    expect(readAgencies(table).ok).toBe(false);
    expect(readAgencies(table, { known: { agencies: ['h'], sets: ['xa'] } }).ok).toBe(true);
  });

  it('names missing columns', async () => {
    expect(readAgencies(await csv(['code,name', 'a,A']))).toEqual({
      ok: false,
      problems: [{ code: 'missing_columns', columns: ['level', 'kind'] }],
    });
  });
});

describe('readPeople', () => {
  const header = 'id,name,agency,role,channel,account';

  it('lets a person have two roles, and tells bad rows', async () => {
    const good = await csv([
      header,
      'a,An,nv,đầu mối,web,a',
      'a,An,tp,head,web,a',
      ',Bình,tp,lãnh đạo,,',
    ]);
    const read = readPeople(good, { agencies: ['nv', 'tp'] });
    expect(read.ok && read.people.map(({ code, role, account }) => [code, role, account])).toEqual([
      ['a', 'official', 'a'],
      ['a', 'head', 'a'],
      ['binh @ tp', 'leader', null],
    ]);
    const bad = await csv([
      header,
      'a,An,nv,official,web,x',
      'a,Ánh,nv,official,,',
      'b,Bình,zz,official,,',
      'c,Cúc,nv,toString,,',
      'd,Dung,nv,head,web,x',
      'e,Em,nv,head,,e',
      'f,,nv,head,,',
    ]);
    const result = readPeople(bad, { agencies: ['nv'] });
    expect(!result.ok && result.problems).toEqual([
      { code: 'agency_not_found', line: 4, value: 'zz' },
      { code: 'unknown_role', line: 5, value: 'toString' },
      { code: 'missing_value', line: 7, column: 'channel' },
      { code: 'missing_value', line: 8, column: 'name' },
      { code: 'duplicate_code', line: 3, value: 'a', firstLine: 2 },
      { code: 'duplicate_account', line: 6, value: 'x', firstLine: 2 },
    ]);
  });

  it('reads the demo: every agency but the committee has an official and a head', async () => {
    const { agencies } = await demoRows();
    const file = await readTable(demoFile('people.csv'));
    const read = file.ok && readPeople(file.table, { agencies: agencies.map((row) => row.code) });
    if (!read || !('people' in read)) throw new Error(JSON.stringify(read));
    for (const agency of agencies.filter((row) => row.parentCode !== null)) {
      const roles = read.people.filter((row) => row.agency === agency.code).map((row) => row.role);
      expect(roles).toEqual(expect.arrayContaining(['official', 'head']));
    }
    expect(read.people.every((row) => row.channel === 'web' && row.account === row.code)).toBe(
      true,
    );
  });
});
