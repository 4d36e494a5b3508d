import type { Certificate } from '@courses/contracts';
import { Link, useParams } from 'react-router';
import { ApiError } from '../api/api-error';
import { useCertificate } from '../api/certificates';
import { NotFoundPage } from '../ui/feedback/not-found-page';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { date } from '../ui/format';
import { PageHeading } from '../ui/page-heading';
import '../styles/certificate.css';

/** Proof for the student to print, and at the same address for anybody to check. */
export default function CertificatePage() {
  const { certificateId = '' } = useParams();
  const { data: certificate, error, isPending, refetch } = useCertificate(certificateId);
  if (isPending) return <PageSkeleton>Checking the certificate…</PageSkeleton>;
  if (error instanceof ApiError && error.isNotFound) {
    return (
      <NotFoundPage title="This certificate could not be verified">
        No certificate has this address. Check that the address is complete.
      </NotFoundPage>
    );
  }
  if (!certificate) {
    return (
      <div className="wrap page">
        <Failure title="The certificate could not be checked" error={error} onRetry={refetch} />
      </div>
    );
  }
  return (
    <div className="wrap page certificate-page">
      <p className="certificate-page__verified">
        This certificate is genuine. It was issued at this address.
      </p>
      <Sheet certificate={certificate} />
      <p className="certificate-page__actions">
        <button type="button" className="button" onClick={() => window.print()}>
          Print
        </button>
        <Link className="button button--quiet" to="/">
          See all courses
        </Link>
      </p>
    </div>
  );
}

function Sheet({ certificate }: { certificate: Certificate }) {
  const { id, studentName, courseTitle, completedAt } = certificate;
  return (
    <article className="certificate">
      <p className="certificate__kind">Certificate of completion</p>
      <PageHeading title={`Certificate of ${studentName ?? 'completion'}`}>
        <bdi>{studentName ?? 'Name not available yet'}</bdi>
      </PageHeading>
      <p>has completed the course</p>
      <p className="certificate__course">
        <bdi>{courseTitle}</bdi>
      </p>
      <p>
        on <time dateTime={completedAt}>{date(completedAt)}</time>
      </p>
      <footer className="certificate__check">
        <span className="certificate__issuer">Courses</span>
        <span>
          Check this certificate at{' '}
          <span className="certificate__address">{`${window.location.origin}/certificates/${id}`}</span>
        </span>
      </footer>
    </article>
  );
}
