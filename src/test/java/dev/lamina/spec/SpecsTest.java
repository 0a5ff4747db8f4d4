package dev.lamina.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.spec.Types.Common;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecsTest {

  interface Fruit {}

  interface Citrus<T extends Citrus<T>> extends Fruit {}

  interface Price {}

  enum Color {
    RED,
    DARK_GREEN
  }

  @AsArray
  record Box(int width, int height) {
    Box {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException("Box needs sizes of at least 1, but got " + width + ".");
      }
    }
  }

  @AsArray(rows = 2)
  record Borders(int top, int bottom, int left, int right) {}

  @Flattened(prefixed = true)
  record Part(float weight, List<Integer> seeds) {}

  @Flattened
  record Look(Color color, Part stone, Part peel) {}

  record Apple(int size, Look look, @SuppressWarnings("ArrayRecordComponent") float... tastes)
      implements Fruit {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Apple that
          && size == that.size
          && look.equals(that.look)
          && java.util.Arrays.equals(tastes, that.tastes);
    }

    @Override
    public int hashCode() {
      return size;
    }
  }

  record Crate(Box inner, @SameAs("inner") Box outer, Borders borders, List<Fruit> fruits)
      implements Fruit {}

  record Orange(String name, long number, double sweetness, boolean ripe, Price price)
      implements Citrus<Orange> {}

  record Juice(Citrus<?> of, @Nullable Fruit garnish) implements Fruit {}

  record Cents(int cents) implements Price {}

  enum Free implements Price {
    FREE
  }

  record Frozen(Fruit fruit) implements Fruit {}

  record Cooling(boolean frozen, int degrees) {}

  record Basket(Look look, List<Fruit> fruits) {}

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Part PART = new Part(0, List.of());
  private static final Look LOOK = new Look(Color.RED, PART, PART);
  private static final Apple APPLE = new Apple(1, LOOK);
  private static final Orange ORANGE = new Orange("", 0, 0, true, new Cents(1));
  private static final Crate CRATE =
      new Crate(new Box(1, 1), new Box(1, 1), new Borders(0, 0, 0, 0), List.of());
  private static final Specs SPECS =
      Specs.of(
          Types.of(
                  "fruit",
                  Fruit.class,
                  Type.of(APPLE, "size"),
                  Type.of(ORANGE),
                  Type.of(CRATE),
                  Type.of(new Juice(ORANGE, null), "of"),
                  Type.named("green", new Apple(1, new Look(Color.DARK_GREEN, PART, PART))))
              .with(
                  new Common<>(
                      new Cooling(false, 0),
                      fruit -> new Cooling(fruit instanceof Frozen, 0),
                      SpecsTest::cooled)),
          Types.of("price", Price.class, Type.named("Free", Free.FREE))
              .withNumbers(Type.of(new Cents(0), "cents")));
  private static final Type<Basket> BASKET = Type.of(new Basket(LOOK, List.of()), "fruits");

  private static Fruit cooled(Fruit fruit, Cooling cooling) {
    Fruit bare = fruit instanceof Frozen frozen ? frozen.fruit() : fruit;
    return cooling.frozen() ? new Frozen(bare) : bare;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'Apple','size':3}",
        "{'type':'Apple','size':3,'color':'darkGreen','tastes':[0.1,2.0]}",
        "{'type':'Apple','size':-3,'stoneWeight':1.0E-7,'peelWeight':0.25,'peelSeeds':[1,2]}",
        "{'type':'Orange'}",
        "{'type':'Orange','name':'x\\'y','number':9000000000,'sweetness':0.1,'ripe':false}",
        "{'type':'Orange','price':5}",
        "{'type':'Orange','price':{'type':'Free'}}",
        "{'type':'Crate','inner':[2,3],'borders':[[1,2],[3,4]]}",
        "{'type':'Crate','outer':[2,3],'fruits':[{'type':'Orange'},{'type':'Apple','size':1}]}",
        "{'type':'Juice','of':{'type':'Orange','ripe':false},'garnish':{'type':'Orange'}}",
        "{'type':'Orange','ripe':false,'frozen':true}",
      })
  void readsAndWritesTheSame(String json) {
    JsonNode spec = json(json);

    Fruit fruit = SPECS.read(Fruit.class, spec);

    assertThat(SPECS.write(Fruit.class, fruit)).hasToString(spec.toString());
    assertThat(SPECS.read(Fruit.class, SPECS.write(Fruit.class, fruit))).isEqualTo(fruit);
  }

  @Test
  void putsOptionsWhereTheyBelong() {
    Part stone = new Part(0.5f, List.of(1, 2));

    assertThat(
            fruit(
                "{'type':'Apple','size':2,'color':'darkGreen','stoneWeight':0.5,'stoneSeeds':[1,2]}"))
        .isEqualTo(new Apple(2, new Look(Color.DARK_GREEN, stone, PART)));
    assertThat(fruit("{'type':'Crate','inner':[2,3],'borders':[[1,2],[3,4]]}"))
        .isEqualTo(new Crate(new Box(2, 3), new Box(2, 3), new Borders(1, 2, 3, 4), List.of()));
    assertThat(fruit("{'type':'Orange','frozen':true}")).isEqualTo(new Frozen(ORANGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Orange' | {'type':'Orange'}",
        "{'type':'Crate','inner':2} | {'type':'Crate','inner':[2,2]}",
        "{'type':'Crate','borders':1} | {'type':'Crate','borders':[[1,1],[1,1]]}",
        "{'type':'Crate','borders':[1,2]} | {'type':'Crate','borders':[[1,1],[2,2]]}",
        "{'type':'Crate','inner':2,'outer':2} | {'type':'Crate','inner':[2,2]}",
        "{'type':'Crate','fruits':'Orange'} | {'type':'Crate','fruits':[{'type':'Orange'}]}",
        "{'type':'Apple','size':1,'tastes':2} | {'type':'Apple','size':1,'tastes':[2.0]}",
        "{'type':'Apple','size':2.0} | {'type':'Apple','size':2}",
        "{'type':'Apple','size':1,'color':'red'} | {'type':'Apple','size':1}",
        "'green' | {'type':'Apple','size':1,'color':'darkGreen'}",
        "{'type':'Orange','price':{'type':'Cents','cents':5}} | {'type':'Orange','price':5}",
        "{'type':'Orange','price':'Free'} | {'type':'Orange','price':{'type':'Free'}}",
        "{'type':'Orange','frozen':false} | {'type':'Orange'}",
        "{'type':'Juice','of':'Orange','garnish':null} | {'type':'Juice','of':{'type':'Orange'}}",
      })
  void takesShorterWords(String given, String written) {
    assertThat(SPECS.write(Fruit.class, fruit(given))).hasToString(json(written).toString());
  }

  @Test
  void keepsEveryFloatExactly() {
    for (int i = 0; i < 1000; i++) {
      float weight = Float.intBitsToFloat(i * 1_234_577 & 0x7f7fffff);
      Fruit apple = new Apple(1, new Look(Color.RED, new Part(weight, List.of()), PART));

      assertThat(fruit(SPECS.write(Fruit.class, apple).toString())).isEqualTo(apple);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'Aple','size':1} | there is no fruit 'Aple'; did you mean 'Apple'?",
        "'orang' | there is no fruit 'orang'; did you mean 'Orange'?",
        "{'type':'Orange','prise':1} | there is no option 'prise' of Orange; did you mean 'price'? Its options are name, number, sweetness, ripe, price, frozen, degrees.",
        "{'type':'Orange','price':{'type':'Free','a':1}} | price: there is no option 'a' of Free, which has none.",
        "{'type':'Apple'} | Apple needs the option 'size'.",
        "'Apple' | Apple needs the option 'size'.",
        "{'size':1} | a fruit with its 'type' is needed, but got {'size':1}.",
        "{'type':1} | a fruit with its 'type' is needed, but got {'type':1}.",
        "3 | a fruit with its 'type' is needed, but got 3.",
        "{'type':'Apple','size':'ten'} | size: a whole number is needed, but got 'ten'.",
        "{'type':'Apple','size':1.5} | size: a whole number is needed, but got 1.5.",
        "{'type':'Apple','size':null} | size: a whole number is needed, but got null.",
        "{'type':'Apple','size':3000000000} | size: a whole number from -2147483648 to 2147483647 is needed, but got 3000000000.",
        "{'type':'Orange','number':9223372036854775808} | number: a whole number of at most 64 bits is needed, but got 9223372036854775808.",
        "{'type':'Apple','size':1,'stoneWeight':'x'} | stoneWeight: a number is needed, but got 'x'.",
        "{'type':'Apple','size':1,'stoneWeight':1e39} | stoneWeight: a number that a float can hold is needed, but got 1.0E39.",
        "{'type':'Apple','size':1,'tastes':[1,'x']} | tastes[1]: a number is needed, but got 'x'.",
        "{'type':'Apple','size':1,'tastes':true} | tastes: a list is needed, but got true.",
        "{'type':'Apple','size':1,'color':'dark_green'} | color: there is no 'dark_green'; did you mean 'darkGreen'? There are red, darkGreen.",
        "{'type':'Apple','size':1,'color':1} | color: one of red, darkGreen is needed, but got 1.",
        "{'type':'Orange','ripe':1} | ripe: true or false is needed, but got 1.",
        "{'type':'Orange','name':1} | name: a text is needed, but got 1.",
        "{'type':'Orange','frozen':'yes'} | frozen: true or false is needed, but got 'yes'.",
        "{'type':'Orange','price':true} | price: a price with its 'type' is needed, but got true.",
        "{'type':'Crate','inner':[1,2,3]} | inner: a list of 2 is needed, but got [1,2,3].",
        "{'type':'Crate','inner':['x',1]} | inner[0]: a whole number is needed, but got 'x'.",
        "{'type':'Crate','inner':[0,1]} | inner: Box needs sizes of at least 1, but got 0.",
        "{'type':'Crate','borders':[[1,2],[3]]} | borders[1]: a list of 2 is needed, but got [3].",
        "{'type':'Crate','fruits':{'type':'Orange'}} | fruits: a list is needed, but got {'type':'Orange'}.",
        "{'type':'Crate','fruits':['Orange',{'type':'Crate','fruits':['Lemon']}]} | fruits[1].fruits[0]: there is no fruit 'Lemon'; did you mean 'green'?",
        "{'type':'Juice','of':'Crate'} | of: a Citrus is needed, but got 'Crate'.",
      })
  void saysWhatIsWrongAndWhere(String json, String message) {
    assertThatThrownBy(() -> fruit(json))
        .isInstanceOf(SpecException.class)
        .hasMessage(message.replace('\'', '"'));
  }

  @Test
  void readsAndWritesDocuments() {
    String text =
        """
        {
          "color": "darkGreen",
          "peelSeeds": [1, 2],
          "fruits": [
            {"type": "Orange", "price": {"type": "Free"}},
            {"type": "Crate", "inner": [2, 3]}
          ]
        }
        """;

    Basket basket = SPECS.readDocument(BASKET, text);

    assertThat(basket.look().color()).isEqualTo(Color.DARK_GREEN);
    assertThat(SPECS.writeDocument(BASKET, basket)).isEqualTo(text);
    assertThat(SPECS.writeDocument(BASKET, new Basket(LOOK, List.of())))
        .isEqualTo("{\n  \"fruits\": []\n}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'fruit':[]} | there is no option 'fruit' of Basket; did you mean 'fruits'? Its options are color, stoneWeight, stoneSeeds, peelWeight, peelSeeds, fruits.",
        "{} | Basket needs the option 'fruits'.",
        "[] | a JSON object {…} is needed, but got [].",
        "`` | a JSON object {…} is needed, but the text is empty.",
        "{'fruits':['Kiwi']} | fruits[0]: there is no fruit 'Kiwi'; did you mean 'Juice'?",
      })
  void saysWhatIsWrongInDocuments(String json, String message) {
    assertThatThrownBy(() -> SPECS.readDocument(BASKET, json.replace('\'', '"')))
        .isInstanceOf(SpecException.class)
        .hasMessage(message.replace('\'', '"'));
  }

  @Test
  void saysWhereATextIsNotJson() {
    assertThatThrownBy(() -> SPECS.readDocument(BASKET, "{\n  \"fruits\": [,]\n}"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("line 2, column 14: this is not JSON: Unexpected character (','");
    assertThatThrownBy(() -> SPECS.readDocument(BASKET, "{\"fruits\": [], \"fruits\": []}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("Duplicate field 'fruits'");
    assertThatThrownBy(() -> SPECS.readDocument(BASKET, "{\"fruits\": []} x"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("line 1, column 16: this is not JSON: Unrecognized token 'x'");
    assertThatThrownBy(() -> SPECS.readDocument(BASKET, "{\"fruits\": ["))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "line 1, column 13: this is not JSON: Unexpected end-of-input: expected close marker for Array.");
    assertThatThrownBy(() -> SPECS.readDocument(BASKET, "[".repeat(2000)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("this is not JSON: Document nesting depth (101) exceeds");
  }

  @Test
  void learnsTypesWithoutForgettingWhatItKnew() {
    record Kiwi(int hairs) implements Fruit {}

    Specs more = SPECS.with(Fruit.class, Type.of(new Kiwi(100)));

    assertThat(more.read(Fruit.class, json("{'type':'Kiwi','hairs':3}"))).isEqualTo(new Kiwi(3));
    assertThat(more.read(Fruit.class, json("{'type':'Crate','fruits':['Kiwi']}")))
        .isEqualTo(new Crate(CRATE.inner, CRATE.outer, CRATE.borders, List.of(new Kiwi(100))));
    assertThatThrownBy(() -> fruit("{'type':'Kiwi','hairs':3}"))
        .hasMessage("there is no fruit \"Kiwi\"; did you mean \"Juice\"?");
    assertThatThrownBy(() -> SPECS.write(Fruit.class, new Kiwi(3)))
        .isInstanceOf(SpecException.class)
        .hasMessage("Kiwi is no fruit that specs know; add its type by Specs.with.");
    assertThatThrownBy(
            () -> SPECS.writeDocument(BASKET, new Basket(LOOK, List.of(ORANGE, new Kiwi(3)))))
        .hasMessage("fruits[1]: Kiwi is no fruit that specs know; add its type by Specs.with.");
    assertThatThrownBy(() -> more.with(Fruit.class, Type.of(new Kiwi(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is a fruit \"Kiwi\" already; give the new one another name.");
  }

  @Test
  void refusesToWriteWhatJsonCannotHold() {
    Look look = new Look(Color.RED, new Part(Float.NaN, List.of()), PART);

    assertThatThrownBy(() -> SPECS.write(Fruit.class, new Apple(1, look)))
        .isInstanceOf(SpecException.class)
        .hasMessage("stoneWeight: a number that a float can hold is needed, but got \"NaN\".");
  }

  @Test
  void holdsOnlyWhatItKnows() {
    record Tree(Thread thread) implements Fruit {}

    Specs more = SPECS.with(Fruit.class, Type.of(new Tree(Thread.currentThread())));

    assertThatThrownBy(() -> more.read(Fruit.class, json("{'type':'Tree','thread':1}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("These specs know nothing of kind Thread; add it by Specs.with.");
  }

  @Test
  void needsRecordsForOptions() {
    assertThatThrownBy(() -> Type.of("Free", Free.FREE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The options of a type are the components of a record, but the prototype of Free is FREE; make it a record or give the value a name by Type.named.");
  }

  private static Fruit fruit(String json) {
    return SPECS.read(Fruit.class, json(json));
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace("\\'", "’").replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
