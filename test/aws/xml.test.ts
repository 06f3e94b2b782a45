import { expect, test } from 'vitest';
import { textOfElement, unescapeXml } from '../../src/aws/xml';

test.each([
  ['a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;', `a & b <c> "d" 'e'`],
  ['&#65;&#x42;&#x1F600;', 'AB😀'],
  // Neither an entity of XML nor a character: left as they are.
  ['&constructor; &toString; &nbsp; &#x110000;', '&constructor; &toString; &nbsp; &#x110000;'],
])('%s is the text %s', (written, text) => {
  expect(unescapeXml(written)).toBe(text);
});

test('the text of an element is the first one’s, and undefined without any', () => {
  expect(textOfElement('<Error><Code>A&amp;B</Code><Code>C</Code></Error>', 'Code')).toBe('A&B');
  expect(textOfElement('<Error></Error>', 'Code')).toBeUndefined();
});
