// Opening the search as a reader would, wherever a page offers one.

// Time to fetch what each letter asks for, as a reader's typing gives it: so all letters ask the same at every opening.
const BETWEEN_LETTERS = 150;
const FIELD = 'input[type=search], [role=searchbox], [role=combobox]';

export async function searchControl(page) {
  const control = page.locator('[data-search-open]')
    .or(page.getByRole('link', { name: 'Search', exact: true }))
    .or(page.getByRole('button', { name: 'Search', exact: true }))
    .filter({ visible: true })
    .first();
  return await control.count() ? control : null;
}

export async function openSearch(page, control) {
  await control.click();
  await page.waitForLoadState('load');
  const field = page.locator(FIELD).filter({ visible: true }).first();
  await field.waitFor({ state: 'visible' });
  // A long word of the page's title occurs in some record of any site.
  const words = (await page.title()).split(/\W+/).filter((word) => word.length > 4);
  await field.pressSequentially(words.at(-1) ?? 'search', { delay: BETWEEN_LETTERS });
}
