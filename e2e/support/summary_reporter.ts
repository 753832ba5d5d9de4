import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says at the end how many tests passed and failed, in the words of Cargo's own runner. */
export default class SummaryReporter implements Reporter {
  private readonly outcomes = new Map<TestCase, boolean>();
  private skipped = 0;

  printsToStdio(): boolean {
    return true;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') this.skipped += 1;
    else this.outcomes.set(test, test.ok());
  }

  onEnd(result: FullResult): void {
    const passed = [...this.outcomes.values()].filter((ok) => ok).length;
    const failed = this.outcomes.size - passed;
    const word = result.status === 'passed' ? 'ok' : 'FAILED';
    console.log(`test result: ${word}. ${passed} passed; ${failed} failed; ${this.skipped} ignored`);
  }
}
