// The panel that lists the examples: each is a link, which opens it in a tab, or its tab if it is open.

function Icon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function examplesPlugin(examples) {
  const content = () => (
    <nav className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <ol>
        {examples.map(({ slug, title, description }) => (
          <li key={slug}>
            <a href={`?example=${slug}`}>{title}</a>
            <p>{description}</p>
          </li>
        ))}
      </ol>
    </nav>
  );
  return { title: 'Examples', icon: Icon, content };
}
