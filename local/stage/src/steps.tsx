/** What to try, in the order that shows most. On a narrow screen the links lead down to the phones. */
export const Steps = () => (
  <ol class="steps" aria-label="Three things to try">
    <li>
      <p>
        <strong>Post</strong> as Alice: choose <em>2014</em> below, and press Post.
      </p>
    </li>
    <li>
      <p>
        <strong>Approve</strong> on <a href="#phone-left">her phone</a>. Nothing else moves money.
      </p>
    </li>
    <li>
      <p>
        <strong>Play</strong> the post again, edit it, repost it: <a href="#phone-right">Bob</a> is paid once.
      </p>
    </li>
  </ol>
);
