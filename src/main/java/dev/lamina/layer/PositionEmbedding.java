package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Adds a vector of weights of its own to each step of a sequence, so that layers behind it tell the
 * steps apart (Devlin et al. 2018): from {@code [batch, steps, features]} to the same. KerasHub's
 * layer of the same name gives the vectors alone.
 *
 * @param embeddings of the vectors
 */
public record PositionEmbedding(WeightRule embeddings) implements Layer {
  static final Type<PositionEmbedding> TYPE = Type.of(Layers.positionEmbedding());

  /** The same layer with another initializer, regularizer or constraint of its vectors. */
  public PositionEmbedding embeddings(WeightOption... options) {
    return new PositionEmbedding(embeddings.with(options));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.checkSequence("PositionEmbedding", input);
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    return List.of(Weight.kernel("embeddings", input, embeddings));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return pass.tf().math.add(input, pass.weight("embeddings"));
  }

  @Override
  public boolean masked(boolean input) {
    return input;
  }

  @Override
  public String toString() {
    return "positionEmbedding";
  }
}
