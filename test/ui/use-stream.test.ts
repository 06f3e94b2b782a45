// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { type StreamSource, useStream } from '../../src/ui/use-stream';
import { renderHook, settle } from './render-hook';

/** Runs of a source, each told by the test. They tell on after an abort, as what is in a pipe does. */
interface Run {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly tell: (value: string) => void;
  readonly end: (error?: unknown) => void;
}

const runs: Run[] = [];
const runOf = (index: number): Run => {
  const run = runs.at(index);
  if (run === undefined) throw new Error('it has not begun');
  return run;
};

function sourceOf(name: string, restart?: () => readonly string[]): StreamSource<string, readonly string[]> {
  return {
    ...(restart && { restart }),
    open: signal =>
      new ReadableStream<string>({
        start(controller) {
          runs.push({
            ...{ name, signal },
            tell: value => controller.enqueue(value),
            end: error => (error === undefined ? controller.close() : controller.error(error)),
          });
        },
      }),
    reduce: (values, value) => [...values, value],
  };
}

const NONE: readonly string[] = [];

async function opened(source: StreamSource<string, readonly string[]> | null) {
  runs.length = 0;
  return renderHook(
    (given: StreamSource<string, readonly string[]> | null) => useStream(given, NONE),
    source,
  );
}

test('useStream adds up what it is told, and is busy until the end', async () => {
  const hook = await opened(sourceOf('a'));
  expect(hook.now()).toMatchObject({ value: [], busy: true, failure: null });
  await settle(() => runOf(0).tell('1'));
  await settle(() => runOf(0).tell('2'));
  expect(hook.now()).toMatchObject({ value: ['1', '2'], busy: true });
  await settle(() => runOf(0).end());
  expect(hook.now()).toMatchObject({ value: ['1', '2'], busy: false, failure: null });
});

test('useStream without a source asks nothing', async () => {
  const hook = await opened(null);
  expect(runs).toEqual([]);
  expect(hook.now()).toMatchObject({ value: [], busy: false });
});

test('useStream tells a failure, and asks once more with retry', async () => {
  const hook = await opened(sourceOf('a'));
  await settle(() => runOf(0).end(new ShoeboxError('offline')));
  expect(hook.now()).toMatchObject({ busy: false, failure: { code: 'offline' } });
  await settle(hook.now().retry);
  expect(hook.now()).toMatchObject({ busy: true, failure: null });
  await settle(() => runOf(1).tell('1'));
  expect(hook.now().value).toEqual(['1']);
});

test('useStream tells a value that can not be added up as a failure', async () => {
  const hook = await opened({
    ...sourceOf('a'),
    reduce: () => {
      throw new TypeError('no such page');
    },
  });
  await settle(() => runOf(0).tell('1'));
  expect(hook.now()).toMatchObject({ busy: false, failure: { code: 'unexpected' } });
});

test.each([
  ['value', (run: Run) => run.tell('old')],
  ['end', (run: Run) => run.end()],
  ['failure', (run: Run) => run.end(new ShoeboxError('offline'))],
])('useStream: the %s of a run that was superseded by another changes nothing', async (_what, happen) => {
  const hook = await opened(sourceOf('a'));
  await settle(hook.now().retry);
  expect(runOf(0).signal.aborted).toBe(true);
  await settle(() => runOf(1).tell('new'));
  await settle(() => happen(runOf(0)));
  expect(hook.now()).toMatchObject({ value: ['new'], busy: true, failure: null });
});

test('useStream with another source asks that one, and the one before changes nothing any more', async () => {
  const hook = await opened(sourceOf('a'));
  await settle(() => runOf(0).tell('of a'));
  await hook.rerender(sourceOf('b', () => NONE));
  expect(runs.map(({ name }) => name)).toEqual(['a', 'b']);
  await settle(() => runOf(0).tell('more of a'));
  await settle(() => runOf(1).tell('of b'));
  expect(hook.now().value).toEqual(['of b']);
});

test('useStream begins again with the state that restart makes', async () => {
  const hook = await opened(sourceOf('a', () => ['begun']));
  await settle(() => runOf(0).tell('1'));
  expect(hook.now().value).toEqual(['begun', '1']);
  await settle(hook.now().retry);
  expect(hook.now().value).toEqual(['begun']);
});

test('useStream is aborted with its component', async () => {
  const hook = await opened(sourceOf('a'));
  await hook.unmount();
  expect(runOf(0).signal.aborted).toBe(true);
});

test('useStream goes on when its component is drawn anew, and its functions stay the same', async () => {
  const source = sourceOf('a');
  const hook = await opened(source);
  const { retry, update } = hook.now();
  await hook.rerender(source);
  await settle(() => runOf(0).tell('1'));
  expect(runs).toHaveLength(1);
  expect(hook.now().retry).toBe(retry);
  expect(hook.now().update).toBe(update);
});

test('useStream: a change made here stays under what is told afterwards', async () => {
  const hook = await opened(sourceOf('a'));
  await settle(() => runOf(0).tell('1'));
  await settle(() => hook.now().update(values => [...values, 'mine']));
  await settle(() => runOf(0).tell('2'));
  expect(hook.now().value).toEqual(['1', 'mine', '2']);
});
