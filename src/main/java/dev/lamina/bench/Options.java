package dev.lamina.bench;

import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to measure.
 *
 * @param epochs in place of the workload's own
 * @param repeat in place of the workload's own number of trainings
 * @param calls how many single predictions to time
 * @param data the folder of MNIST's files in place of the usual places
 * @param device where
 * @param jit whether XLA compiles
 */
public record Options(
    Optional<Integer> epochs,
    Optional<Integer> repeat,
    int calls,
    Optional<Path> data,
    Device device,
    Jit jit) {

  Dataset train() {
    return data.map(folder -> Mnist.in(folder).train()).orElseGet(Mnist::train);
  }

  Dataset test() {
    return data.map(folder -> Mnist.in(folder).test()).orElseGet(Mnist::test);
  }
}
