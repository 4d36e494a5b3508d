import { networkOf } from './network';

it.each([
  '192.0.2.7',
  ' 192.0.2.7 ',
  '192.0.2.7:61234',
  '::ffff:192.0.2.7',
  '::FFFF:c000:0207',
  '0:0:0:0:0:ffff:192.0.2.7',
  '[::ffff:192.0.2.7]:443',
])('reads the IPv4 address in %s', (text) => expect(networkOf(text)).toBe('192.0.2.7'));

it.each([
  '2001:db8::1',
  '2001:DB8:0:0:1:2:3:4',
  '2001:0db8:0000:0000::ffff',
  '2001:db8::1.2.3.4',
  '[2001:db8::9]',
  '[2001:db8::9]:61234',
  '2001:db8::1%eth0',
])('reads the /64 of the IPv6 address in %s', (text) => expect(networkOf(text)).toBe('2001:db8:0:0'));

it('tells networks of IPv6 apart', () => {
  expect(networkOf('2001:db8:0:1::1')).toBe('2001:db8:0:1');
  expect(networkOf('::1')).toBe('0:0:0:0');
});

it.each([
  undefined,
  '',
  'unknown',
  '_hidden',
  '1.2.3',
  '1.2.3.256',
  '01.2.3.4',
  '0x1.2.3.4',
  '1.2.3.4:x',
  ':::',
  '2001:db8::g',
  '1:2:3:4:5:6:7:8:9',
  '[2001:db8::1',
  '[1.2.3.4]',
])('takes the next candidate for %s', (text) => {
  expect(networkOf(text, '192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf(text)).toBe('');
});
