package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.types.family.TType;

/**
 * TensorFlow's ops where strings are allowed, and the tables in them, which are filled once before
 * anything runs.
 */
public final class RawOps {
  private final Ops tf;
  private final List<Op> initializers = new ArrayList<>();

  /** Adds to a graph. */
  public RawOps(Ops tf) {
    this.tf = tf;
  }

  /** The ops. */
  public Ops tf() {
    return tf;
  }

  /**
   * A table to find values by keys.
   *
   * @param name that no table with other keys or values has in a process that runs the graph
   */
  public <K extends TType, V extends TType> Operand<? extends TType> table(
      String name, Operand<K> keys, Operand<V> values) {
    HashTable table =
        tf.hashTable(keys.type(), values.type(), HashTable.sharedName("lamina/" + name));
    initializers.add(tf.initializeTable(table, keys, values));
    return table;
  }

  /** What fills the tables; none if there are none. */
  public List<Op> initializers() {
    return List.copyOf(initializers);
  }
}
