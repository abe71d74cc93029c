import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { i18n, startTranslations } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { useDocument } from '../document/document';
import { setAllLocked, setEnabled, setLocked } from '../edits/nodes';
import { largeNetwork } from '../testing/large-network';
import { currentEditContext, performEdit, undoEdit } from './edit-context';

const network = largeNetwork(12, true);
const [first = '', second = ''] = network.nodes.map(({ id }) => id).slice(1);

beforeAll(() => startTranslations('en'));
afterAll(() => i18n.changeLanguage('en'));
beforeEach(() => {
  useDocument.getState().open(network, null);
  useToasts.setState({ toasts: [] });
});

const lastMessage = () => useToasts.getState().toasts.at(-1)?.text();

describe('an edit of locked nodes', () => {
  it('is refused as a whole, with their names in either language, and carried out once they are unlocked', async () => {
    performEdit(setLocked(currentEditContext(), [first], true));
    const locked = useDocument.getState().document;
    performEdit(setEnabled(currentEditContext(), [first, second], false));
    expect(useDocument.getState().document).toBe(locked);
    expect(lastMessage()).toMatch(/is locked, so this was not done/);
    // Chinese has one form for any number.
    await i18n.changeLanguage('zh-Hant');
    expect(lastMessage()).toMatch(/^「[^」]+」已鎖定，因此沒有執行。$/);
    await i18n.changeLanguage('en');
    useToasts.getState().toasts.at(-1)?.action?.onSelect();
    performEdit(setEnabled(currentEditContext(), [first, second], false));
    expect(useDocument.getState().document).not.toBe(locked);
  });

  it('counts the others', () => {
    performEdit(setAllLocked(network, true));
    const locked = useDocument.getState().document;
    performEdit(setEnabled(currentEditContext(), [first, second], false));
    expect(useDocument.getState().document).toBe(locked);
    expect(lastMessage()).toMatch(/and 1 more are locked/);
    undoEdit();
    expect(useDocument.getState().document).toBe(network);
  });
});
