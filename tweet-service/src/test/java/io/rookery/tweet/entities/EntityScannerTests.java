package io.rookery.tweet.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityScannerTests {

    @ParameterizedTest
    @CsvSource({
        "#rookery, rookery",
        "(#rookery), rookery",
        "Hello #rookery!, rookery",
        "#Rook_2026, Rook_2026",
        "#spring-boot, spring-boot",
        "#c++, c",
        "#a-, a",
        "**#bold**, bold",
        "#end., end",
        "'#comma, and more', comma",
        "##twice, twice",
        "#2026goals, 2026goals",
        "🎉#launch, launch"
    })
    void a_hashtag_ends_before_its_trailing_punctuation(String text, String hashtag) {
        assertThat(hashtags(text)).containsExactly(hashtag);
    }

    @ParameterizedTest
    @CsvSource({
        "＃全角, 全角",
        "﹟小, 小",
        "今日は #天気がいい, 天気がいい",
        "今日は、#天気。, 天気",
        "#カラオケ・ボックス！, カラオケ・ボックス",
        "مرحبا #السلام_عليكم, السلام_عليكم",
        "#می‌خواهم, می‌خواهم",
        "नमस्ते #हिन्दी।, हिन्दी",
        "#ไทยแลนด์, ไทยแลนด์",
        "#Größe, Größe",
        "#👩‍👩‍👧‍👦, 👩‍👩‍👧‍👦",
        "#I❤️NY, I❤️NY",
        "#👍🏽!, 👍🏽",
        "#🇯🇵, 🇯🇵"
    })
    void hashtags_are_of_all_scripts(String text, String hashtag) {
        assertThat(hashtags(text)).containsExactly(hashtag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "# no",
                "#1",
                "we are #1!",
                "#️⃣",
                "#-+*",
                "abc#def",
                "今日は#天気",
                "e\u0301x\u0301#no",
                "#\u200Bno",
                "#.no"
            })
    void no_hashtag_is_a_sign_alone_or_a_number_or_in_a_word(String text) {
        assertThat(hashtags(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "@ada, ada",
        "Hi @Ada_99!, Ada_99",
        "＠ada, ada",
        ".@ada, ada",
        "(@ada), ada",
        "@ada's, ada",
        "こんにちは@adaさん, ada",
        "привет@ada, ada",
        "@abcdefghijklmno, abcdefghijklmno",
        "'@ada,@bob', 'ada,bob'",
        "@ada #x @bob, 'ada,bob'"
    })
    void a_mention_is_a_handle_after_its_sign(String text, String handles) {
        assertThat(String.join(",", handles(text))).isEqualTo(handles);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "@ ada",
                "ada@example.com",
                "café@example",
                "@ada@example.social",
                "@abcdefghijklmnop",
                "@adaé",
                "@@ada",
                "_@ada",
                "@x\u0301"
            })
    void no_mention_is_a_part_of_a_mail_address_or_of_a_longer_word(String text) {
        assertThat(handles(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com",
        "See https://example.com/a?b=c&d=e#f., https://example.com/a?b=c&d=e#f",
        "HTTP://EXAMPLE.COM/A, HTTP://EXAMPLE.COM/A",
        "www.example.com/x!, www.example.com/x",
        "(https://en.wikipedia.org/wiki/Rook_(bird)), https://en.wikipedia.org/wiki/Rook_(bird)",
        "https://en.wikipedia.org/wiki/Rook_(bird) and, https://en.wikipedia.org/wiki/Rook_(bird)",
        "'\"https://example.com/\"', https://example.com/",
        "https://例え.テスト/パス です, https://例え.テスト/パス",
        "https://xn--r8jz45g.xn--zckzah/, https://xn--r8jz45g.xn--zckzah/",
        "http://127.0.0.1:8080/x, http://127.0.0.1:8080/x"
    })
    void a_link_is_what_can_be_clicked(String text, String url) {
        assertThat(urls(text)).containsExactly(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "ftp://example.com/x", "mailto:ada@example.com", "javascript://alert", "https://"
            })
    void no_link_is_of_another_scheme_or_without_one(String text) {
        assertThat(urls(text)).isEmpty();
    }

    @Test
    void nothing_inside_a_link_is_a_hashtag_or_a_mention() {
        Entities found = EntityScanner.entities("https://example.com/@ada/#rooks www.example.com/#a?@b #c @d");

        assertThat(found.urls()).hasSize(2);
        assertThat(found.hashtags()).extracting(Entities.Hashtag::text).containsExactly("c");
        assertThat(found.mentions()).extracting(Entities.Mention::handle).containsExactly("d");
    }

    @Test
    void offsets_count_code_points_and_include_the_sign() {
        Entities found = EntityScanner.entities("🐦🐦 @ada #ルーク https://example.com");

        assertThat(found.mentions()).containsExactly(new Entities.Mention("ada", null, 3, 7));
        assertThat(found.hashtags()).containsExactly(new Entities.Hashtag("ルーク", 8, 12));
        assertThat(found.urls()).containsExactly(new Entities.Url("https://example.com", 13, 32));
    }

    @Test
    void a_text_without_entities_has_none() {
        assertThat(EntityScanner.entities("Just words")).isSameAs(Entities.NONE);
        assertThat(EntityScanner.entities("")).isSameAs(Entities.NONE);
    }

    @Test
    void those_who_are_mentioned_are_known_by_their_handle_in_any_case() {
        Entities found = EntityScanner.entities("@Ada @bob").mentioning(Map.of("ada", 7L));

        assertThat(found.mentions()).extracting(Entities.Mention::userId).containsExactly(7L, null);
    }

    private static List<String> hashtags(String text) {
        return EntityScanner.entities(text).hashtags().stream()
                .map(Entities.Hashtag::text)
                .toList();
    }

    private static List<String> handles(String text) {
        return EntityScanner.entities(text).mentions().stream()
                .map(Entities.Mention::handle)
                .toList();
    }

    private static List<String> urls(String text) {
        return EntityScanner.entities(text).urls().stream()
                .map(Entities.Url::url)
                .toList();
    }
}
