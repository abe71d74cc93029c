// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show } from '../testing/render';
import { ResizeHandle, type ResizeHandleProps } from './ResizeHandle';

const RANGE = { least: 200, normal: 300, most: 500 };

function Panel(props: Partial<ResizeHandleProps>) {
  const [size, setSize] = useState(400);
  const resize = (next: number) => setSize(Math.min(RANGE.most, Math.max(RANGE.least, next)));
  return (
    <ResizeHandle
      label="Width"
      edge="left"
      size={size}
      range={RANGE}
      keyStep={16}
      onResize={resize}
      {...props}
    />
  );
}

const handle = () => screen.getByRole('slider', { name: 'Width' });
const size = () => Number(handle().getAttribute('aria-valuenow'));

function drag(from: { clientX?: number; clientY?: number }, to: { clientX?: number; clientY?: number }) {
  handle().setPointerCapture = () => undefined;
  fireEvent.pointerDown(handle(), { pointerId: 1, ...from });
  fireEvent.pointerMove(handle(), { pointerId: 1, ...to });
  fireEvent.pointerUp(handle(), { pointerId: 1, ...to });
}

describe('a resize handle', () => {
  beforeEach(() => openWindow());

  it('says the size and its limits', () => {
    show(<Panel />);
    expect(handle().getAttribute('aria-orientation')).toBe('horizontal');
    expect(handle().getAttribute('aria-valuemin')).toBe('200');
    expect(handle().getAttribute('aria-valuemax')).toBe('500');
    expect(size()).toBe(400);
  });

  it('grows the panel away from its other side with the arrow keys, within the limits', async () => {
    const user = show(<Panel />);
    await user.tab();
    expect(document.activeElement).toBe(handle());
    await user.keyboard('{ArrowLeft}');
    expect(size()).toBe(416);
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}');
    expect(size()).toBe(384);
    await user.keyboard('{ArrowLeft>20/}');
    expect(size()).toBe(500);
  });

  it('follows the pointer until it is let go', () => {
    show(<Panel />);
    drag({ clientX: 900 }, { clientX: 850 });
    expect(size()).toBe(450);
    fireEvent.pointerMove(handle(), { pointerId: 1, clientX: 700 });
    expect(size()).toBe(450);
  });

  it('takes sizes in another unit, up and down', async () => {
    const user = show(<Panel edge="top" perPixel={() => 2} toShown={(shown) => shown / 10} keyStep={10} />);
    expect(size()).toBe(40);
    drag({ clientY: 100 }, { clientY: 110 });
    expect(size()).toBe(38);
    await user.tab();
    await user.keyboard('{ArrowUp}');
    expect(size()).toBe(39);
  });

  it('gives the panel its usual size on a double click', async () => {
    const user = show(<Panel />);
    await user.dblClick(handle());
    expect(size()).toBe(300);
  });
});
