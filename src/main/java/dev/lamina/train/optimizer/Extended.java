package dev.lamina.train.optimizer;

import java.util.HashSet;
import java.util.List;
import org.tensorflow.op.Ops;

/**
 * A rule with things done besides.
 *
 * @param rule the rule alone
 * @param extras what is done besides
 */
record Extended(Optimizer rule, Extras extras) implements Wrapper {

  Extended {
    List<String> names = extras.around(rule).slots().stream().map(Slot::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Slots are told apart by their names, but two of %s are the same; give the rule's another name."
              .formatted(names));
    }
  }

  @Override
  public Optimizer inner() {
    return extras.around(rule);
  }

  @Override
  public List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
    return inner().updates(tf, clock, parameters);
  }
}
