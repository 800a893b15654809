// Runs inside the browser: what a reader can see of the letter, as plain numbers. Its last value is the answer.
(() => {
  // A canvas turns any way of writing a colour into four numbers.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const measured = new Map();
  const rgba = (colour) => {
    if (!measured.has(colour)) measured.set(colour, measure(colour));
    return measured.get(colour);
  };
  const measure = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const isOpaque = (colour) => rgba(colour)[3] === 255;
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (isOpaque(colour)) return colour;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
      matchMedia('(prefers-color-scheme: dark)').matches
      ? 'rgb(18, 18, 18)'
      : 'rgb(255, 255, 255)';
  };
  // WCAG 2.1, relative luminance and contrast ratio.
  const luminance = (colour) => {
    const [r, g, b] = rgba(colour)
      .slice(0, 3)
      .map((byte) => byte / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (text === '' || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, right, height } = range.getBoundingClientRect();
    if (height === 0) continue;
    const style = getComputedStyle(element);
    texts.push({
      text,
      left,
      right,
      size: Number.parseFloat(style.fontSize),
      contrast: contrast(style.color, backgroundOf(element)),
      footer: element.closest('.footer') !== null,
    });
  }
  return {
    language: document.documentElement.lang,
    width: window.innerWidth,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    background: backgroundOf(document.body),
    requests: document.images.length + document.scripts.length,
    texts,
  };
})();
