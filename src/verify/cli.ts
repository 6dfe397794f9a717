#!/usr/bin/env node
import { readArguments, USAGE, type Arguments } from './arguments.ts';
import { signIn } from './login.ts';
import { verifyProtocol } from './protocol.ts';
import { report } from './report.ts';
import { EXPECTATIONS, verifySeparate } from './separate.ts';
import { reason, type Finding } from './verdict.ts';
import { Visitor } from './visitor.ts';

async function verify({ target, by, patience }: Arguments): Promise<readonly Finding[]> {
  const again = 'cookie' in by ? null : () => signIn(by);
  const visitor = 'cookie' in by ? Visitor.withCookies(by.cookie) : await signIn(by);
  if ('sessionUrl' in target) return verifyProtocol({ ...target, visitor, signIn: again, patience });
  return verifySeparate({ ...target, visitor, signIn: again });
}

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    console.log(USAGE);
    return args.length === 0 ? 2 : 0;
  }
  try {
    const read = readArguments(args);
    const findings = await verify(read);
    console.log(report(findings));
    if ('keepaliveUrl' in read.target) console.log(['', 'What to expect of the tag with this server:', ...EXPECTATIONS.map((line) => `- ${line}`)].join('\n'));
    return findings.some(({ verdict }) => verdict.result === 'fail') ? 1 : 0;
  } catch (error) {
    console.error(reason(error));
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
