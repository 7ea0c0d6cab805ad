import { setFlagsFromString } from 'node:v8';

/**
 * For long work whose data stay few: V8 then clears up before its heap has grown by a fifth, and gives new objects no
 * more room than they have by now. It costs some CPU. V8 reads both when it next looks at its heap.
 * docs/keuzes/leveringen.md#a-delivery-lets-the-heap-grow-little
 */
export function houdGeheugenKlein(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--semi-space-growth-factor=1');
}
