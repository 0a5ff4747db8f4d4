package dev.lamina.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Mnist;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

  @Test
  void comparesAnEpochWithItsMatrixProducts() {
    Scaling scaling =
        Scaling.measure(
            List.of(new Scaling.Size("units", 64, 8, 16), new Scaling.Size("units", 64, 32, 16)),
            Mnist.train(),
            settings -> settings);
    JsonNode line = new ObjectMapper().valueToTree(scaling);

    double multiplyAdds = line.get("sgemm_gflops").asDouble() * 1e9 / 2;
    assertThat(line.get("scale")).hasSize(2);
    JsonNode first = line.get("scale").get(0);
    assertThat(first.get("products_ms").asDouble() / 1e3 * multiplyAdds)
        .isCloseTo(64 * (2 * 784 * 8 + 3 * 8 * 10), within(1.0));
    assertThat(first.get("products_share").asDouble() * first.get("epoch_ms").asDouble())
        .isCloseTo(first.get("products_ms").asDouble(), within(1e-6));
  }

  @Test
  void growsInThreeWaysFromTheSameData() {
    assertThat(Scaling.sizes(100, 2048))
        .extracting(Scaling.Size::grows)
        .containsOnly("examples", "units", "batch");
    assertThat(Scaling.sizes(100, 2048))
        .extracting(Scaling.Size::examples)
        .containsOnly(100, 400, 1600);
  }
}
