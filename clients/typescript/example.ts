// The example of the README, so that the type checker reads it too.
import { Configuration, SessionsApi, TimelinesApi, TweetsApi } from 'rookery-client';

export async function main(): Promise<void> {
  const basePath = 'http://localhost:8080';
  const session = await new SessionsApi(new Configuration({ basePath }))
    .login({ login: { login: 'ada', password: 'correct horse battery staple' } });
  const signedIn = new Configuration({ basePath, accessToken: session.accessToken });
  await new TweetsApi(signedIn).postTweet({ postTweet: { content: 'Hello from TypeScript' } });
  const home = await new TimelinesApi(signedIn).getHomeTimeline({ userId: 'me', limit: 20 });
  console.log(home.tweets);
}
