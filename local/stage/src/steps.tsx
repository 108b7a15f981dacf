/** What to try, in the order that shows most. */
export const Steps = () => (
  <ol class="steps" aria-label="Three things to try">
    <li>
      <strong>Post</strong> as Alice: “@piaf #envoyer 12,99€ @bob”.
    </li>
    <li>
      <strong>Approve</strong> on her phone. Only that moves money.
    </li>
    <li>
      <strong>Play</strong> the post again, edit it, repost it: it pays once.
    </li>
  </ol>
);
