import { Suspense } from 'react';
import { Outlet, Route, Routes } from 'react-router';
import { pagePaths } from '../shared/page-paths';
import { CatalogPage } from './catalog/catalog-page';
import { CoursePage } from './course/course-page';
import { Layout } from './layout/layout';
import { BrokenPage } from './ui/feedback/broken-page';
import { ErrorBoundary } from './ui/feedback/error-boundary';
import { NotFoundPage } from './ui/feedback/not-found-page';
import { lazyPage } from './ui/lazy-page';
import { PageSkeleton } from './ui/feedback/page-skeleton';

// What a visitor sees first is in the first file; the rest comes when it is opened.
const SignInPage = lazyPage(() => import('./session/sign-in-page'));
const SignUpPage = lazyPage(() => import('./session/sign-up-page'));
const AccountPage = lazyPage(() => import('./account/account-page'));
const MyCoursesPage = lazyPage(() => import('./my-courses/my-courses-page'));
const LearnPage = lazyPage(() => import('./learn/learn-page'));
const TeachPage = lazyPage(() => import('./teach/teach-page'));
const NewCoursePage = lazyPage(() => import('./teach/new-course-page'));
const EditCoursePage = lazyPage(() => import('./teach/edit-course-page'));
const RosterPage = lazyPage(() => import('./teach/roster/roster-page'));
const PeoplePage = lazyPage(() => import('./people/people-page'));
const CertificatePage = lazyPage(() => import('./certificate/certificate-page'));
const HowItWorksPage = lazyPage(() => import('./how-it-works/how-it-works-page'));

export function App() {
  return (
    <ErrorBoundary fallback={<BrokenPage />}>
      <Routes>
        <Route element={<Layout />}>
          <Route path={pagePaths.catalog} element={<CatalogPage />} />
          <Route path={pagePaths.course} element={<CoursePage />} />
          <Route element={<WhileLoading />}>
            <Route path={pagePaths.signIn} element={<SignInPage />} />
            <Route path={pagePaths.signUp} element={<SignUpPage />} />
            <Route path={pagePaths.account} element={<AccountPage />} />
            <Route path={pagePaths.myCourses} element={<MyCoursesPage />} />
            <Route path={pagePaths.learn} element={<LearnPage />} />
            <Route path={pagePaths.teach} element={<TeachPage />} />
            <Route path={pagePaths.newCourse} element={<NewCoursePage />} />
            <Route path={pagePaths.editCourse} element={<EditCoursePage />} />
            <Route path={pagePaths.roster} element={<RosterPage />} />
            <Route path={pagePaths.certificate} element={<CertificatePage />} />
            <Route path={pagePaths.people} element={<PeoplePage />} />
            <Route path={pagePaths.howItWorks} element={<HowItWorksPage />} />
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </ErrorBoundary>
  );
}

function WhileLoading() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Outlet />
    </Suspense>
  );
}
