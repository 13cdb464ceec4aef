package io.rookery.tweet.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** What holds for any text at all. */
class EntityScannerPropertyTests {

    private record Span(int start, int end) {}

    @Property(tries = 5_000, seed = "20260101")
    void entities_lie_in_the_text_in_order_apart_from_each_other_and_are_what_stands_there(
            @ForAll("texts") String anything) {
        String text = Normalizer.normalize(anything, Normalizer.Form.NFC);

        Entities found = EntityScanner.entities(text);

        Statistics.label("texts with entities")
                .collect(!found.isEmpty())
                .coverage(texts -> texts.check(true).percentage(share -> share > 30));
        List<Span> spans = new ArrayList<>();
        for (Entities.Hashtag hashtag : found.hashtags()) {
            spans.add(new Span(hashtag.start(), hashtag.end()));
            assertThat(part(text, hashtag.start() + 1, hashtag.end()))
                    .isEqualTo(hashtag.text())
                    .isNotEmpty();
        }
        assertAscending(spans);
        int tags = spans.size();
        for (Entities.Mention mention : found.mentions()) {
            spans.add(new Span(mention.start(), mention.end()));
            assertThat(part(text, mention.start() + 1, mention.end()))
                    .isEqualTo(mention.handle())
                    .matches("[A-Za-z0-9_]{1,15}");
        }
        assertAscending(spans.subList(tags, spans.size()));
        int tagsAndMentions = spans.size();
        for (Entities.Url url : found.urls()) {
            spans.add(new Span(url.start(), url.end()));
            assertThat(part(text, url.start(), url.end())).isEqualTo(url.url()).isNotEmpty();
        }
        assertAscending(spans.subList(tagsAndMentions, spans.size()));
        spans.sort(Comparator.comparingInt(Span::start));
        assertAscending(spans);
        spans.forEach(span -> assertThat(span.end()).isBetween(1, text.codePointCount(0, text.length())));
    }

    /** Pieces that make entities, between anything at all, halves of surrogate pairs too. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "#",
                "＃",
                "@",
                "＠",
                "http://",
                "https://",
                "www.",
                "example.com",
                "/",
                "(",
                ")",
                ".",
                " ",
                "-",
                "_",
                "ada",
                "日本",
                "e\u0301",
                "हि",
                "\u200D",
                "\u200C",
                "\uFE0F",
                "👩",
                "🇯🇵",
                "1");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(3);
        Arbitrary<String> chars = Arbitraries.chars().map(String::valueOf);
        return Arbitraries.frequencyOf(Tuple.of(8, pieces), Tuple.of(2, any), Tuple.of(1, chars))
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static void assertAscending(List<Span> spans) {
        int end = 0;
        for (Span span : spans) {
            assertThat(span.start()).isGreaterThanOrEqualTo(end);
            assertThat(span.end()).isGreaterThan(span.start());
            end = span.end();
        }
    }

    private static String part(String text, int start, int end) {
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }
}
