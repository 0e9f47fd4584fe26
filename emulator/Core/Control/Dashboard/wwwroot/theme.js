// The theme, which the dashboard and the API reference share: light, dark, or that of the system.
import { el, fill } from './dom.js';

const Themes = ['system', 'light', 'dark'];
const ThemeLabels = { system: ['◐', 'Auto'], light: ['☀', 'Light'], dark: ['☾', 'Dark'] };

/** The theme that was selected: `system`, `light` or `dark`. */
export const getTheme = () => (Themes.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'system');

/** Applies the theme, and changes it with the button `theme`. */
export function startTheme() {
  const button = document.getElementById('theme');
  button.addEventListener('click', () => setTheme(Themes[(Themes.indexOf(getTheme()) + 1) % Themes.length]));
  setTheme(getTheme());

  function setTheme(theme) {
    localStorage.setItem('theme', theme);
    document.documentElement.dataset.theme = theme;
    const [symbol, label] = ThemeLabels[theme];
    fill(button, symbol, el('span', { text: ` ${label}` }));
    button.setAttribute('aria-label', `Theme: ${theme}. Change the theme.`);
  }
}
