package dev.lamina.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether this machine has a browser that tests can drive. */
final class BrowserCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Browser.isInstalled()
        ? ConditionEvaluationResult.enabled("Chromium and its driver are installed")
        : ConditionEvaluationResult.disabled(
            "The browser tests are left out: chromium or chromedriver is not on the PATH.");
  }
}
