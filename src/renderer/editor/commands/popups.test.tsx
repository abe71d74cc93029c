// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { isModal, isPopupOpen } from './popups';

afterEach(() => document.body.replaceChildren());

describe.each(['menu', 'dialog'])('a %s', (role) => {
  const open = (attributes = '') => {
    document.body.innerHTML = `<div ${attributes}><div role="${role}"><button type="button">Rotation</button></div></div>`;
    return document.querySelector('button');
  };

  it('keeps the keys of what is in it', () => {
    expect(isModal(open())).toBe(true);
    expect(isPopupOpen()).toBe(role === 'menu');
  });

  it('has no use for keys while it fades out, with the focus still in it', () => {
    expect(isModal(open('data-closed'))).toBe(false);
    expect(isPopupOpen()).toBe(false);
  });
});
