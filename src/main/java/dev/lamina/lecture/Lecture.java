package dev.lamina.lecture;

import dev.lamina.spec.Nearest;
import java.util.List;

/** The lecture: its sections in their order. */
public final class Lecture {
  private final List<Section> sections;

  private Lecture(List<Section> sections) {
    this.sections = sections;
  }

  /** The lecture, to be given in a setting. */
  public static Lecture in(Setting setting) {
    return new Lecture(
        List.of(
            new NetworksSection(),
            new DevicesSection(setting),
            new SubsampleSection(setting),
            new HalvesSection(setting),
            new DescentSection(setting),
            new BatchesSection(),
            new MnistSection(setting)));
  }

  /** All sections. */
  public List<Section> sections() {
    return sections;
  }

  /** The names of all sections. */
  public List<String> names() {
    return sections.stream().map(Section::name).toList();
  }

  /**
   * The section of a name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest and all there are
   */
  public Section section(String name) {
    return sections.stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no section \"%s\"; did you mean %s? There are %s."
                        .formatted(name, Nearest.of(name, names()), String.join(", ", names()))));
  }
}
