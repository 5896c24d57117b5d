/** A sample of how a series is drawn: the same shape, dash and colour as in the chart. */
export interface KeyItem {
  readonly label: string;
  readonly colour: string;
  readonly shape:
    | 'line'
    | 'dashed'
    | 'dotted'
    | 'circle'
    | 'ring'
    | 'diamond'
    | 'triangle'
    | 'square'
    | 'box'
    | 'stripes'
    | 'dots'
    | 'shade';
}

function Sample({ shape, colour }: Pick<KeyItem, 'shape' | 'colour'>) {
  switch (shape) {
    case 'line':
      return <line x1="1" y1="8" x2="27" y2="8" stroke={colour} strokeWidth="3" />;
    case 'dashed':
      return <line x1="1" y1="8" x2="27" y2="8" stroke={colour} strokeWidth="3" strokeDasharray="7 4" />;
    case 'dotted':
      return <line x1="1" y1="8" x2="27" y2="8" stroke={colour} strokeWidth="2.5" strokeDasharray="2 3" />;
    case 'circle':
      return <circle cx="14" cy="8" r="5" fill={colour} />;
    case 'ring':
      return <circle cx="14" cy="8" r="5" fill="#fff" stroke={colour} strokeWidth="2" />;
    case 'diamond':
      return <path d="M14 1.5 20.5 8 14 14.5 7.5 8Z" fill={colour} />;
    case 'triangle':
      return <path d="M14 2 21 14H7Z" fill={colour} />;
    case 'square':
      return <rect x="8.5" y="2.5" width="11" height="11" fill={colour} />;
    case 'box':
      return <rect x="2" y="2" width="24" height="12" fill={colour} />;
    case 'stripes':
      return (
        <>
          <rect x="2" y="2" width="24" height="12" fill={colour} />
          <path d="M4 14 12 2M10 14 18 2M16 14 24 2M22 14 26 8" stroke="#fff" strokeWidth="2" />
        </>
      );
    case 'dots':
      return (
        <>
          <rect x="2" y="2" width="24" height="12" fill={colour} />
          <g fill="#fff">
            <circle cx="6" cy="6" r="1.6" />
            <circle cx="14" cy="6" r="1.6" />
            <circle cx="22" cy="6" r="1.6" />
            <circle cx="10" cy="11" r="1.6" />
            <circle cx="18" cy="11" r="1.6" />
          </g>
        </>
      );
    case 'shade':
      return <rect x="2" y="2" width="24" height="12" fill={colour} stroke="#6f777b" strokeDasharray="2 2" />;
    default:
      return shape satisfies never;
  }
}

export function ChartKey({ items }: { readonly items: readonly KeyItem[] }) {
  if (items.length === 0) return null;
  return (
    <ul className="px-key" aria-label="Key">
      {items.map((item) => (
        <li key={item.label} className="px-key__item">
          <svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true" focusable="false">
            <Sample shape={item.shape} colour={item.colour} />
          </svg>
          {item.label}
        </li>
      ))}
    </ul>
  );
}
