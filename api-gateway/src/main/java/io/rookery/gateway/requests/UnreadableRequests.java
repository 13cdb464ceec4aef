package io.rookery.gateway.requests;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.ReferenceCountUtil;
import io.rookery.defaults.problem.Problem;
import io.rookery.defaults.tracing.RequestId;
import io.rookery.gateway.problems.Problems;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Stands right behind the parser of HTTP. Refuses what it lets pass although another parser could read it otherwise (RFC
 * 9112, sections 3.2 and 6), and turns its bare 4xx into problems. The connection is closed after each of them, for where
 * the next request begins is in doubt.
 */
@Component
final class UnreadableRequests implements NettyServerCustomizer {

    static final int MAX_HEADERS = 100;

    private static final String NAME = "rookery.unreadableRequests";

    private final Problems problems;

    UnreadableRequests(Problems problems) {
        this.problems = problems;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> {
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(NettyPipeline.HttpCodec) != null) {
                pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new Handler(problems));
            }
        });
    }

    private static final class Handler extends ChannelDuplexHandler {

        private final Problems problems;
        private boolean old;
        private boolean answering;
        private boolean broken;

        Handler(Problems problems) {
            this.problems = problems;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                if (request.decoderResult().isSuccess()) {
                    answering = true;
                    check(request);
                }
            } else if (message instanceof HttpContent content
                    && content.decoderResult().isFailure()
                    && answering) {
                // Further up this would look like the end of the body, and a service would get half of it for the whole
                broken = true;
                ReferenceCountUtil.release(content);
                // A body that fails before it began would be a lost connection, with no reply
                context.fireChannelRead(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
                context.fireExceptionCaught(new MalformedBodyException());
                return;
            }
            context.fireChannelRead(message);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise is told
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            Object reply = message;
            if (message instanceof FullHttpResponse bare && isParsersOwn(bare)) {
                reply = problem(bare);
                ReferenceCountUtil.release(bare);
            } else if (message instanceof HttpResponse response) {
                if (old) {
                    response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
                }
                if (broken) {
                    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                }
            }
            ChannelPromise written = promise;
            if (message instanceof LastHttpContent) {
                answering = false;
                if (broken) {
                    written = promise.unvoid();
                    written.addListener(ChannelFutureListener.CLOSE);
                }
            }
            context.write(reply, written);
        }

        private void check(HttpRequest request) {
            Exception fault = fault(request);
            if (fault != null) {
                request.setDecoderResult(DecoderResult.failure(fault));
            } else if (isOld(request)) {
                // Chunks are unknown there, so a reply may end with the connection: it is the only one on it
                old = true;
                request.headers().remove(HttpHeaderNames.CONNECTION);
            }
        }

        private static @Nullable Exception fault(HttpRequest request) {
            HttpHeaders headers = request.headers();
            if (headers.size() > MAX_HEADERS) {
                return new TooLongHttpHeaderException("More than " + MAX_HEADERS + " header fields");
            }
            if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
                boolean chunkedOnly =
                        headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size() == 1
                                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                                        headers.get(HttpHeaderNames.TRANSFER_ENCODING));
                if (!chunkedOnly || headers.contains(HttpHeaderNames.CONTENT_LENGTH) || isOld(request)) {
                    return new IllegalArgumentException("A body of doubtful length");
                }
            }
            int hosts = headers.getAll(HttpHeaderNames.HOST).size();
            if (hosts > 1 || (hosts == 0 && !isOld(request))) {
                return new IllegalArgumentException("Not one Host");
            }
            return null;
        }

        private static boolean isOld(HttpRequest request) {
            return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        }

        /** Every reply of a filter has a request id. */
        private static boolean isParsersOwn(FullHttpResponse response) {
            return response.status().code() >= HttpStatus.BAD_REQUEST.value()
                    && !response.content().isReadable()
                    && !response.headers().contains(RequestId.HEADER);
        }

        private FullHttpResponse problem(FullHttpResponse bare) {
            String requestId = UUID.randomUUID().toString();
            int status = bare.status().code();
            String code = switch (status) {
                case 408 -> "request_timeout";
                case 413 -> "payload_too_large";
                case 414 -> "uri_too_long";
                case 431 -> "headers_too_large";
                default -> "malformed_request";
            };
            String detail = switch (status) {
                case 408 -> "The request did not arrive whole in time.";
                case 413, 414, 431 -> "The request line or its headers are too large.";
                default -> "This is no request of HTTP/1.1, or one that can be read in two ways.";
            };
            byte[] body = problems.json(status, bare.status().reasonPhrase(), code, detail, "/", requestId);
            FullHttpResponse problem =
                    new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
            problem.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                    .set(RequestId.HEADER, requestId);
            return problem;
        }
    }
}
