package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.random.Reference;
import org.junit.jupiter.api.Test;

class LinspaceTest {

  @Test
  void givesPytorchsBits() {
    assertThat(Reference.sha256(Linspace.of(0, 1, 100)))
        .isEqualTo(Reference.sha256("regress500.txt", "x"));
  }

  @Test
  void reachesBothEnds() {
    assertThat(Linspace.of(-1, 3, 5)).containsExactly(-1, 0, 1, 2, 3);
  }

  @Test
  void givesTheStartAloneOrNothing() {
    assertThat(Linspace.of(2, 3, 1)).containsExactly(2);
    assertThat(Linspace.of(2, 3, 0)).isEmpty();
  }

  @Test
  void refusesANegativeCount() {
    assertThatThrownBy(() -> Linspace.of(0, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("linspace needs a count of at least 0, but got -1");
  }
}
