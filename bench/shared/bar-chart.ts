interface Bar {
  name: string;
  value: number;
  ours?: boolean;
}

interface Group {
  title: string;
  bars: Bar[];
}

const width = 760;
const labelWidth = 220;
const rowHeight = 24;

/** Horizontal bars as an SVG for light and dark pages; each group has its own scale. */
export function barChart(title: string, groups: readonly Group[]): string {
  let y = 30;
  const parts: string[] = [];
  for (const { title: name, bars } of groups) {
    const largest = Math.max(...bars.map(({ value }) => value));
    parts.push(text(0, (y += 28), name, 'bold'));
    y += 8;
    for (const { name: label, value, ours } of bars) {
      const length = Math.max(1, (value / largest) * (width - labelWidth - 90));
      parts.push(text(0, y + 15, label));
      parts.push(
        `<rect x="${labelWidth}" y="${y + 3}" width="${length.toFixed(1)}" height="16" rx="2" fill="${ours ? '#1a7f64' : '#8a93a0'}"/>`,
      );
      parts.push(text(labelWidth + length + 8, y + 15, Math.round(value).toLocaleString('en')));
      y += rowHeight;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 12}" width="${width}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="13" fill="#6b7380">
${text(0, 18, title, 'bold')}
${parts.join('\n')}
</svg>
`;
}

const text = (x: number, y: number, content: string, weight = 'normal'): string =>
  `<text x="${x.toFixed(1)}" y="${y}" font-weight="${weight}">${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
