package io.rookery.tweet.entities;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/** Finds the {@link Entities} of one text in one walk over it. Nothing inside a link is a hashtag or a mention. */
public final class EntityScanner {

    private static final LinkExtractor LINKS = LinkExtractor.builder()
            .linkTypes(EnumSet.of(LinkType.URL, LinkType.WWW))
            .build();

    /** Letters of a handle; user-service's rule. */
    private static final int MAX_HANDLE = 15;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int FIRST_REGIONAL_INDICATOR = 0x1F1E6;
    private static final int LAST_REGIONAL_INDICATOR = 0x1F1FF;

    private final String text;
    private final Iterator<LinkSpan> links;
    private final List<Entities.Hashtag> hashtags = new ArrayList<>();
    private final List<Entities.Mention> mentions = new ArrayList<>();
    private final List<Entities.Url> urls = new ArrayList<>();

    /** The next link that is not yet passed. */
    private @Nullable LinkSpan link;

    /** Where the walk is, in chars and in code points. */
    private int at;

    private int codePoints;

    private EntityScanner(String text) {
        this.text = text;
        links = LINKS.extractLinks(text).iterator();
        link = nextLink();
    }

    /** @param text in NFC */
    public static Entities entities(String text) {
        return new EntityScanner(text).scan();
    }

    private Entities scan() {
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (link != null && at == link.getBeginIndex()) {
                link(link);
            } else if (!(isHashSign(codePoint) && hashtag()) && !(isAtSign(codePoint) && mention())) {
                walkTo(at + Character.charCount(codePoint));
            }
        }
        return hashtags.isEmpty() && mentions.isEmpty() && urls.isEmpty()
                ? Entities.NONE
                : new Entities(hashtags, mentions, urls);
    }

    private void link(LinkSpan found) {
        String url = text.substring(found.getBeginIndex(), found.getEndIndex());
        int start = codePoints;
        walkTo(found.getEndIndex());
        if (found.getType() == LinkType.WWW || isHttp(url)) {
            urls.add(new Entities.Url(url, start, codePoints));
        }
        link = nextLink();
    }

    /**
     * The extended hashtag identifiers of UAX #31 (UAX31-R8), with three liberties: joiners and signs ({@code - + *}) end
     * no hashtag, so that "#a-" is "a"; digits and signs alone make none, because "#1" is a number; and U+200C may stand in
     * one, because Persian words are written with it.
     */
    private boolean hashtag() {
        if (at > 0 && isWordPart(text.codePointBefore(at))) {
            return false;
        }
        int begin = at + Character.charCount(text.codePointAt(at));
        int limit = end();
        int end = begin;
        boolean named = false;
        for (int i = begin; i < limit; ) {
            int codePoint = text.codePointAt(i);
            if (!continuesHashtag(codePoint)) {
                break;
            }
            i += Character.charCount(codePoint);
            named = named || names(codePoint);
            if (endsHashtag(codePoint)) {
                end = i;
            }
        }
        if (!named) {
            return false;
        }
        int start = codePoints;
        walkTo(end);
        hashtags.add(new Entities.Hashtag(text.substring(begin, end), start, codePoints));
        return true;
    }

    /**
     * A handle. No mention is what is part of a mail address or a longer word; letters of other scripts may touch it,
     * because Japanese has no spaces.
     */
    private boolean mention() {
        if (at > 0 && touchesHandle(text.codePointBefore(at))) {
            return false;
        }
        int begin = at + 1;
        int limit = end();
        int end = begin;
        while (end < limit && isHandlePart(text.charAt(end))) {
            end++;
        }
        int length = end - begin;
        boolean goesOn = end < text.length() && touchesHandle(text.codePointAt(end));
        if (length == 0 || length > MAX_HANDLE || goesOn) {
            return false;
        }
        int start = codePoints;
        walkTo(end);
        mentions.add(new Entities.Mention(text.substring(begin, end), null, start, codePoints));
        return true;
    }

    private void walkTo(int index) {
        codePoints += text.codePointCount(at, index);
        at = index;
    }

    /** Of what may be looked at now: the next link, or the text. */
    private int end() {
        return link == null ? text.length() : link.getBeginIndex();
    }

    private @Nullable LinkSpan nextLink() {
        return links.hasNext() ? links.next() : null;
    }

    private static boolean isHttp(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    private static boolean isHashSign(int codePoint) {
        return codePoint == '#' || codePoint == '\uFE5F' || codePoint == '\uFF03';
    }

    private static boolean isAtSign(int codePoint) {
        return codePoint == '@' || codePoint == '\uFF20';
    }

    private static boolean continuesHashtag(int codePoint) {
        return !isHashSign(codePoint)
                && (isWordPart(codePoint)
                        || Character.isExtendedPictographic(codePoint)
                        || Character.isEmojiComponent(codePoint)
                        || codePoint == '-'
                        || codePoint == '+'
                        || codePoint == ZERO_WIDTH_NON_JOINER);
    }

    private static boolean endsHashtag(int codePoint) {
        return switch (codePoint) {
            case '-', '+', '*', ZERO_WIDTH_NON_JOINER, 0x200D -> false;
            default -> true;
        };
    }

    /** What makes a name of a row of digits and signs. */
    private static boolean names(int codePoint) {
        return Character.isUnicodeIdentifierStart(codePoint)
                || Character.isExtendedPictographic(codePoint)
                || (codePoint >= FIRST_REGIONAL_INDICATOR && codePoint <= LAST_REGIONAL_INDICATOR);
    }

    private static boolean isWordPart(int codePoint) {
        return Character.isUnicodeIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
    }

    private static boolean isHandlePart(int codePoint) {
        return codePoint == '_'
                || (codePoint >= '0' && codePoint <= '9')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= 'a' && codePoint <= 'z');
    }

    private static boolean touchesHandle(int codePoint) {
        return isHandlePart(codePoint) || isAtSign(codePoint) || (isWordPart(codePoint) && isLatin(codePoint));
    }

    /** Or a mark on any letter. */
    private static boolean isLatin(int codePoint) {
        return switch (UnicodeScript.of(codePoint)) {
            case LATIN, INHERITED -> true;
            default -> false;
        };
    }
}
