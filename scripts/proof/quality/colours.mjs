// Luminance and contrast as WCAG 2 defines them, for colours as getComputedStyle prints them.

export function luminance(color) {
  const [red, green, blue] = channels(color).map((value) => (
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  ));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(first, second) {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export const isTransparent = (color) => color === 'transparent' || /^rgba\(.*, 0\)$/.test(color);

function channels(color) {
  const numbers = color.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
  if (/^rgba?\(/.test(color)) return numbers.slice(0, 3).map((value) => value / 255);
  if (/^color\(srgb /.test(color)) return numbers.slice(0, 3);
  throw new Error(`cannot read the colour ${color}`);
}
