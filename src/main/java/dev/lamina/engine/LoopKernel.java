package dev.lamina.engine;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TInt32;

/**
 * Whether XLA makes one kernel of a whole training loop on the CPU, or a kernel of each op in it.
 * One kernel spares what lies between kernels, but has slow matrix products.
 */
final class LoopKernel {
  /** Lets XLA make one kernel of loops that touch less than so many bytes in each update. */
  static final String FLAG =
      "--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=1000000";

  private LoopKernel() {}

  /**
   * The same number, by an op that XLA has no code for in the kernel of a loop, so that the loop
   * this stands in has many. Costs a tenth of a microsecond.
   */
  static Operand<TInt32> split(Ops tf, Operand<TInt32> number) {
    Scope scope = tf.scope();
    Output<TInt32> sorted =
        scope
            .env()
            .opBuilder("XlaSort", scope.makeOpName("XlaSort"), scope)
            .addInput(tf.stack(List.of(number, tf.constant(Integer.MAX_VALUE))).asOutput())
            .build()
            .output(0);
    int[] first = {0};
    return tf.reshape(
        tf.slice(sorted, tf.constant(first), tf.constant(new int[] {1})), tf.constant(new int[0]));
  }
}
