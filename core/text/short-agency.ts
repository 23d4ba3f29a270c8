/** "UBND xã Thạnh Quới" as people say it where there is little room: "Xã Thạnh Quới". */
export function shortAgency(name: string): string {
  return name.replace(/^UBND (?=(xã|phường|thị trấn|đặc khu) )(\p{L})/u, (_whole, _kind, first) =>
    String(first).toLocaleUpperCase('vi'),
  );
}
