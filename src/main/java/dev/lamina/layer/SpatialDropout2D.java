package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Sets whole channels of images {@code [height, width, channels]} to zero at random while training,
 * and scales the others by {@code 1 / (1 - rate)}; passes everything through otherwise (Tompson et
 * al. 2015). Neighbouring pixels are alike, so dropping them one by one would hide little.
 *
 * @param rate the share of channels to drop, in [0, 1)
 */
public record SpatialDropout2D(float rate) implements Layer {

  public SpatialDropout2D {
    Dropout.checkRate("SpatialDropout2D", rate);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("SpatialDropout2D", input);
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    if (!pass.training() || rate == 0) {
      return input;
    }
    int channels = Math.toIntExact(Features.of(input.shape()));
    return Dropout.drop(pass.tf(), input, Images.uniform(pass, input, 1, 1, channels), rate);
  }

  @Override
  public String toString() {
    return "spatialDropout2D(" + rate + ")";
  }
}
